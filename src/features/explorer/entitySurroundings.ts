import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { ExplorerIndex } from "./explorerIndex.ts";
import type { EntityNode } from "./explorerNode.ts";
import type { ExplorerState } from "./explorerState.ts";

/** What the line of a thing is described from. */
export interface EntitySurroundings {
  readonly node: EntityNode;
  readonly index: ExplorerIndex;
  readonly profile: ConnectionProfile;
  readonly state: ExplorerState;
}
