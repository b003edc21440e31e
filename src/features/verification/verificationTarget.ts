import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** What the page is opened for: a thing of the tree limits what is chosen at first. */
export interface VerificationTarget {
  readonly profile: ProfileId;
  readonly ref?: EntityRef;
}
