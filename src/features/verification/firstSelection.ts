import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { isWrite } from "../../domain/access/isWrite.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { parametersOf } from "../requestPanel/requestAddress.ts";
import { endpointsByKey, runsPlsql, standsFor } from "./endpointChoices.ts";
import type { VerificationCaller } from "./verificationCallers.ts";
import type { VerificationSelection } from "./verificationSelection.ts";

/**
 * What is chosen before the person chooses: GET only, no code of handlers beyond their queries, of what the page was
 * opened for; nobody and the clients whose secret is here. A database user's password travels only when it is ticked.
 */
export function firstSelection(
  index: AccessIndex,
  callers: readonly VerificationCaller[],
  ref: EntityRef | undefined,
): Omit<VerificationSelection, "values"> {
  const endpoints = [...endpointsByKey(index)].filter(([, one]) => isChosen(one, ref));
  return {
    endpoints: endpoints.map(([key]) => key),
    callers: callers.filter((one) => isPlayed(one, ref)).map((one) => one.key),
  };
}

function isChosen(endpoint: Endpoint, ref: EntityRef | undefined): boolean {
  if (isWrite(endpoint)) return false;
  const narrows = ref !== undefined && endpointKinds.has(ref.kind);
  if (narrows) return standsFor(ref, endpoint) && (ref.kind === "handler" || !runsPlsql(endpoint));
  if (!endpoint.published || runsPlsql(endpoint)) return false;
  // The catalogs of single objects ask for a value each; whoever wants to know of them ticks them.
  if (endpoint.kind === "catalog") return parametersOf(endpoint.path).length === 0;
  return endpoint.kind === "handler" || endpoint.kind === "object";
}

/** The others are about callers. */
const endpointKinds: ReadonlySet<EntityRef["kind"]> = new Set([
  "module",
  "template",
  "handler",
  "object",
  "mapping",
]);

function isPlayed(one: VerificationCaller, ref: EntityRef | undefined): boolean {
  if (one.refused !== undefined || one.caller.kind === "user") return false;
  return ref?.kind !== "client" || one.client?.name === ref.name;
}
