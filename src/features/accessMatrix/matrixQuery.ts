import {
  parseFlag,
  parseList,
  parseOneOf,
  parseRecord,
  parseTextUpTo,
  type Parse,
} from "../../base/parse.ts";
import { methods, type Method } from "../../domain/model/catalog.ts";
import type { Verdict } from "../../domain/access/decision.ts";

/** What of a matrix the person wants to see, and in which order. */
export interface MatrixQuery {
  /** All its words have to stand in the method, the path or the module. */
  readonly text: string;
  readonly method: Method | undefined;
  /** At least one of the shown callers has it. */
  readonly verdict: Verdict | undefined;
  /** Keys of callers; undefined shows all of them. */
  readonly callers: readonly string[] | undefined;
  /** Only what anonymous may call. */
  readonly onlyPublic: boolean;
  /** Only methods other than GET. */
  readonly onlyWrites: boolean;
  /** Only what some shown caller has otherwise in the catalog that is compared with. */
  readonly onlyDifferent: boolean;
  readonly grouped: boolean;
  /** The key of a caller: what it may call stands first. */
  readonly sortBy: string | undefined;
}

export const wholeMatrix: MatrixQuery = {
  text: "",
  method: undefined,
  verdict: undefined,
  callers: undefined,
  onlyPublic: false,
  onlyWrites: false,
  onlyDifferent: false,
  grouped: true,
  sortBy: undefined,
};

export const verdicts = ["allowed", "denied", "notFound", "unknown"] as const;

/** A text of a message that a person can have typed. */
export const parseShortText = parseTextUpTo(20_000);

export const parseTexts = parseList(parseShortText, 100_000);

/** Reads a query from a message of the page or from what was kept of it; undefined when it is not understood. */
export const parseMatrixQuery: Parse<MatrixQuery> = parseRecord(
  {
    text: parseShortText,
    onlyPublic: parseFlag,
    onlyWrites: parseFlag,
    onlyDifferent: parseFlag,
    grouped: parseFlag,
  },
  {
    method: parseOneOf(methods),
    verdict: parseOneOf(verdicts),
    callers: parseTexts,
    sortBy: parseShortText,
  },
);
