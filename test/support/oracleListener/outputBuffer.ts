/** What the blocks of one session have printed by DBMS_OUTPUT and nobody has read yet. */
export interface OutputBuffer {
  enable(): void;
  /** Forgets what there is. */
  disable(): void;
  /** Lines, each with its line break; the last one may go on later. */
  put(text: string): void;
  /** Whole lines, at most so many. */
  take(most: number): readonly string[];
}

export function createOutputBuffer(): OutputBuffer {
  let enabled = false;
  let lines: string[] = [];
  let begun = "";
  let isRead = false;
  return {
    enable() {
      enabled = true;
    },
    disable() {
      enabled = false;
      lines = [];
      begun = "";
    },
    put(text) {
      if (!enabled || text === "") return;
      // As Oracle does: what was left over when somebody read is gone with the next line.
      if (isRead) lines = [];
      isRead = false;
      const parts = (begun + text).split("\n");
      begun = parts.pop() ?? "";
      lines.push(...parts);
    },
    take(most) {
      isRead = true;
      return lines.splice(0, most);
    },
  };
}
