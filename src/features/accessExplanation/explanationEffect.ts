import type { Remedy } from "../../base/errors.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { RequestTarget } from "../requestPanel/requestTarget.ts";

/** What an intent asks of the editor; the panel itself neither shows nor stores anything. */
export type ExplanationEffect =
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "reveal"; readonly ref: EntityRef }
  /** Opens a script; nothing is run. */
  | { readonly kind: "openScript"; readonly text: string }
  | { readonly kind: "openRequest"; readonly target: RequestTarget }
  | { readonly kind: "runRemedy"; readonly remedy: Remedy };
