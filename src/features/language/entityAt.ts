import { methods } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../domain/model/names.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { argumentSubject, type SubjectKind } from "./argumentSubject.ts";
import { siteAt, thingAt } from "./thingAt.ts";

/** A thing that a script speaks of. */
export interface EntityAt {
  readonly ref: EntityRef;
  /** The schema that the call names; undefined for the one of whoever runs it. */
  readonly schema: string | undefined;
}

/** What the name at a place means, or else what the call around it is about; undefined for nothing. */
export function entityAt(analysis: ScriptAnalysis, offset: number): EntityAt | undefined {
  const thing = thingAt(analysis, offset);
  if (thing?.kind === "name") {
    const ref = refOf(thing.subject, thing.name, thing);
    return ref && { ref, schema: thing.schema };
  }
  const site = siteAt(analysis, offset);
  return site && entityOf(site);
}

/** The most particular thing that a call is about: the handler of DEFINE_HANDLER, not its module. */
function entityOf(site: CallSite): EntityAt | undefined {
  const { call } = site;
  const textOf = (name: string): string | undefined => {
    const value = call.args[name];
    return value?.kind === "text" && value.value !== "" ? value.value : undefined;
  };
  const schema = call.package.endsWith("_ADMIN") ? textOf("p_schema") : undefined;
  if (call.procedure.endsWith("_JWT_PROFILE")) return { ref: { kind: "jwtProfile" }, schema };
  const module = textOf("p_module_name");
  const uriTemplate = textOf("p_pattern");
  const method = methods.find((one) => one === (textOf("p_method") ?? "GET").toUpperCase());
  if (call.procedure === "DEFINE_HANDLER" && module !== undefined && uriTemplate !== undefined) {
    if (method) {
      return { ref: { kind: "handler", module: moduleName(module), uriTemplate, method }, schema };
    }
  }
  const scope = { module, privilege: textOf("p_privilege_name") };
  for (const parameter of mostParticularFirst) {
    const subject = argumentSubject(call.procedure, parameter);
    const name = textOf(parameter);
    const ref = subject && name !== undefined ? refOf(subject.kind, name, scope) : undefined;
    if (ref) return { ref, schema };
  }
  return undefined;
}

const mostParticularFirst = [
  "p_pattern",
  "p_name",
  "p_client_name",
  "p_privilege_name",
  "p_module_name",
  "p_object",
  "p_role_name",
];

function refOf(
  kind: SubjectKind,
  name: string,
  scope: { readonly module: string | undefined; readonly privilege: string | undefined },
): EntityRef | undefined {
  switch (kind) {
    case "role":
      return { kind, name: roleName(name) };
    case "privilege":
      return { kind, name: privilegeName(name) };
    case "client":
      return { kind, name: clientName(name) };
    case "module":
      return { kind, name: moduleName(name) };
    case "object":
      return { kind, name };
    case "pattern":
      return scope.privilege === undefined
        ? undefined
        : {
            kind: "mapping",
            privilege: privilegeName(scope.privilege),
            pattern: uriPattern(name),
          };
    case "template":
      return scope.module === undefined
        ? undefined
        : { kind, module: moduleName(scope.module), uriTemplate: name };
    default:
      return undefined;
  }
}
