/** What is wrong with a file that people edit by hand. */
export interface FileProblem {
  /** From 1. */
  readonly line: number;
  /** One sentence. */
  readonly message: string;
  /** Whether nothing is lost when the file is written anew: an entry that counts all the same, with a blemish. */
  readonly severity: "error" | "warning";
}
