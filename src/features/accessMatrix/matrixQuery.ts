import { methods, type Method } from "../../domain/model/catalog.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import { isRecord } from "../requestPanel/draft.ts";

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

/** Reads a query from a message of the page or from what was kept of it; undefined when it is not understood. */
export function parseMatrixQuery(value: unknown): MatrixQuery | undefined {
  if (!isRecord(value)) return undefined;
  const text = parseShortText(value["text"]);
  const method = methods.find((one) => one === value["method"]);
  const verdict = verdicts.find((one) => one === value["verdict"]);
  const callers = value["callers"] === undefined ? undefined : parseTexts(value["callers"]);
  const sortBy = value["sortBy"] === undefined ? undefined : parseShortText(value["sortBy"]);
  if (text === undefined) return undefined;
  if (value["method"] !== undefined && method === undefined) return undefined;
  if (value["verdict"] !== undefined && verdict === undefined) return undefined;
  if (value["callers"] !== undefined && callers === undefined) return undefined;
  if (value["sortBy"] !== undefined && sortBy === undefined) return undefined;
  const { onlyPublic, onlyWrites, onlyDifferent, grouped } = value;
  if (!isFlag(onlyPublic) || !isFlag(onlyWrites) || !isFlag(onlyDifferent) || !isFlag(grouped)) {
    return undefined;
  }
  return { text, method, verdict, callers, onlyPublic, onlyWrites, onlyDifferent, grouped, sortBy };
}

/** A text of a message that a person can have typed. */
export function parseShortText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longestText ? value : undefined;
}

export function parseTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > mostTexts) return undefined;
  const texts = (value as readonly unknown[]).flatMap((one) => parseShortText(one) ?? []);
  return texts.length === value.length ? texts : undefined;
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

const longestText = 20_000;
const mostTexts = 100_000;
