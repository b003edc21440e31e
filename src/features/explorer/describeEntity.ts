import { assertNever } from "../../base/assertNever.ts";
import { describeClient } from "./describeClient.ts";
import {
  describeHandler,
  describeModule,
  describeObject,
  describeTemplate,
} from "./describeEndpoints.ts";
import { describeJwtProfile } from "./describeJwtProfile.ts";
import { describeMapping, describePrivilege, describeRole } from "./describePrivileges.ts";
import { indexForExplorer } from "./explorerIndex.ts";
import type { EntitySurroundings } from "./entitySurroundings.ts";
import type { EntityNode } from "./explorerNode.ts";
import { sessionIn, type ExplorerState } from "./explorerState.ts";
import type { NodeFacts } from "./nodeDescription.ts";

export function describeEntity(node: EntityNode, state: ExplorerState): NodeFacts {
  const session = sessionIn(state, node.profile);
  if (session?.state.kind !== "open") return gone;
  const index = indexForExplorer(session.state.catalog);
  const around: EntitySurroundings = { node, index, profile: session.profile, state };
  const { ref } = node;
  switch (ref.kind) {
    case "privilege":
      return describePrivilege(ref, around);
    case "mapping":
      return describeMapping(ref, around);
    case "role":
      return describeRole(ref, around);
    case "client":
      return describeClient(ref, around);
    case "module":
      return describeModule(ref, around);
    case "template":
      return describeTemplate(ref, around);
    case "handler":
      return describeHandler(ref, around);
    case "object":
      return describeObject(ref, around);
    case "jwtProfile":
      return describeJwtProfile(session.state.catalog.jwtProfile);
    default:
      return assertNever(ref);
  }
}

/** A line that the editor still asks about although its connection has been closed. */
const gone: NodeFacts = {
  spoken: "",
  description: "",
  icon: undefined,
  contextValue: "message.empty",
  tooltip: "",
  action: undefined,
};
