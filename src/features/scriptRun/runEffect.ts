import { becomesPublic, type EndpointDifference } from "../../domain/access/accessDifferences.ts";
import { endpointKey } from "../../domain/access/endpoints.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { analyzeScript } from "../language/analyzeScript.ts";
import { scriptEffect } from "../language/scriptEffect.ts";

/** What a person has to know of a script's effect before it runs. */
export interface RunEffect {
  /** What anybody could call afterwards and cannot now, what writes first: "POST /pay/runs/". */
  readonly becomesPublic: readonly string[];
  /** The same where it is not known for sure. */
  readonly mayBecomePublic: readonly string[];
  /** What cannot be told before it runs, with its line, from 1. */
  readonly unknown: readonly { readonly line: number; readonly message: string }[];
}

/** Of exactly the text that is run: what stands around it in the script counts as it is in the schema. */
export function runEffect(text: string, catalog: Catalog): RunEffect {
  const { compared, unknown } = scriptEffect(analyzeScript(text), undefined, catalog);
  return {
    ...publicEffect(compared?.access.endpoints ?? []),
    unknown: unknown.map(({ range, message }) => {
      return { line: text.slice(0, range.start).split("\n").length, message };
    }),
  };
}

function publicEffect(
  endpoints: readonly EndpointDifference[],
): Pick<RunEffect, "becomesPublic" | "mayBecomePublic"> {
  const certain: string[] = [];
  const possible: string[] = [];
  for (const one of endpoints) {
    const isPublic = becomesPublic(one);
    if (isPublic === "no" || isOfItself(one)) continue;
    const call = endpointKey(one.endpoint);
    if (isPublic === "yes") certain.push(call);
    else if (dependsOnValue(one)) certain.push(`some paths of ${call}`);
    else possible.push(call);
  }
  return { becomesPublic: certain, mayBecomePublic: possible };
}

/** The metadata catalogs come with the schema, and their parts with what they describe: nobody is asked about them. */
function isOfItself(difference: EndpointDifference): boolean {
  const { endpoint, is } = difference;
  return endpoint.ref === undefined && (is === "new" || dependsOnValue(difference));
}

function dependsOnValue({ callers }: EndpointDifference): boolean {
  return callers.some((one) => one.caller.kind === "anonymous" && one.dependsOnValue);
}
