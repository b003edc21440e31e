import { isRecord } from "../../base/isRecord.ts";
import { parseByKind, type Parse } from "../../base/parse.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { parseProfileId } from "../requestPanel/requestTarget.ts";
import { parseMatrixQuery, parseShortText, wholeMatrix, type MatrixQuery } from "./matrixQuery.ts";
import { parseCaller } from "./parseCaller.ts";

/** What the editor keeps of a matrix over a reload. Never a credential, and nothing of the catalog. */
export interface MatrixMemento {
  readonly profile: ProfileId;
  readonly query: MatrixQuery;
  /** Callers that the person has added. */
  readonly own: readonly Caller[];
  readonly comparison: ComparisonTarget | undefined;
}

/** What a matrix is compared with. */
export type ComparisonTarget =
  | { readonly kind: "connection"; readonly profile: ProfileId }
  /** A file that `Save catalog snapshot` has written. */
  | { readonly kind: "snapshot"; readonly uri: string; readonly name: string };

/** A part that is not understood is left out, so that one from an older version still opens the right matrix. */
export function parseMatrixMemento(value: unknown): MatrixMemento | undefined {
  if (!isRecord(value)) return undefined;
  const profile = parseProfile(value["profile"]);
  if (!profile) return undefined;
  const own = Array.isArray(value["own"]) ? (value["own"] as readonly unknown[]) : [];
  return {
    profile,
    query: parseMatrixQuery(value["query"]) ?? wholeMatrix,
    own: own.slice(0, mostOwn).flatMap((one) => parseCaller(one) ?? []),
    comparison: parseComparison(value["comparison"]),
  };
}

const mostOwn = 100;

const parseProfile: Parse<ProfileId> = (value) => {
  const text = parseShortText(value);
  return text === undefined ? undefined : parseProfileId(text);
};

const parseComparison: Parse<ComparisonTarget> = parseByKind<ComparisonTarget>({
  connection: { profile: parseProfile },
  snapshot: { uri: parseShortText, name: parseShortText },
});
