import type { SubjectKind } from "./argumentSubject.ts";
import type { TextRange } from "../../base/textRange.ts";

/** One line of the list that opens while a person types. */
export interface Offer {
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  readonly kind: OfferKind;
  /** What is inserted: as it is, or with tab stops when `snippet` is true. */
  readonly insert: string;
  readonly snippet: boolean;
  /** What it replaces. */
  readonly range: TextRange;
  /** What the typed letters are compared with, where that is not the label. */
  readonly filter: string | undefined;
  /** Markdown; "" for none. */
  readonly documentation: string;
  readonly deprecated: boolean;
  /** Smaller comes first. */
  readonly rank: number;
  /** Whether the next list, of values, is to open at once. */
  readonly continues: boolean;
}

export type OfferKind =
  | "package"
  | "procedure"
  | "function"
  | "parameter"
  | "constant"
  | "type"
  | "variable"
  | SubjectKind;

export const plainOffer = {
  detail: "",
  snippet: false,
  filter: undefined,
  documentation: "",
  deprecated: false,
  rank: 0,
  continues: false,
} as const;
