import type { Remedy } from "../../base/errors.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** What the editor does for the page, besides showing its model. */
export type VerificationEffect =
  | { readonly kind: "runRemedy"; readonly remedy: Remedy }
  /** Opens the explanation of one call. */
  | {
      readonly kind: "explain";
      readonly profile: ProfileId;
      readonly caller: Caller;
      readonly method: string;
      readonly path: string;
    }
  | { readonly kind: "openText"; readonly language: "markdown" | "csv"; readonly text: string };
