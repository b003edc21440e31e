import { parseList, parseRecord, parseTextUpTo, type Parse } from "../../base/parse.ts";

/** What the person has chosen to verify. Never a credential. */
export interface VerificationSelection {
  /** By `key` of the endpoint choices: `GET /hr/employees/:id`. */
  readonly endpoints: readonly string[];
  /** By `key` of the caller choices. */
  readonly callers: readonly string[];
  /** For the variables of paths; those of paths that are not chosen now are kept for later. */
  readonly values: readonly PathValue[];
}

export interface PathValue {
  /** With its variables: `/hr/employees/:id`. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

export const parseShortText = parseTextUpTo(2000);

/** Reads a selection from a page message or from a stored state; both are untrusted. */
export const parseSelection: Parse<VerificationSelection> = parseRecord<VerificationSelection>({
  endpoints: parseList(parseShortText, 20_000),
  callers: parseList(parseShortText, 5000),
  values: parseList(
    parseRecord<PathValue>({ path: parseShortText, name: parseShortText, value: parseShortText }),
    5000,
  ),
});
