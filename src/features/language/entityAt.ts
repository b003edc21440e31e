import type { Catalog } from "../../domain/model/catalog.ts";
import { methods } from "../../domain/model/catalog.ts";
import { indexCatalog } from "../../domain/model/catalogIndex.ts";
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

/** Whether the sidebar has a line for a thing. */
export function hasEntity(catalog: Catalog, ref: EntityRef): boolean {
  const index = indexCatalog(catalog);
  switch (ref.kind) {
    case "role":
      return index.roleByName(ref.name) !== undefined;
    case "privilege":
      return index.privilegeByName(ref.name) !== undefined;
    case "mapping":
      return index.privilegeByName(ref.privilege)?.patterns.includes(ref.pattern) === true;
    case "client":
      return index.clientByName(ref.name) !== undefined;
    case "module":
      return index.moduleByName(ref.name) !== undefined;
    case "object":
      return catalog.objects.some(({ name }) => name === ref.name);
    case "jwtProfile":
      return catalog.jwtProfile !== undefined;
    default: {
      const templates = index.moduleByName(ref.module)?.templates ?? [];
      const template = templates.find(({ uriTemplate }) => uriTemplate === ref.uriTemplate);
      return ref.kind === "template"
        ? template !== undefined
        : template?.handlers.some(({ method }) => method === ref.method) === true;
    }
  }
}

/** The name of a thing, for a message about it. */
export function entityInWords(ref: EntityRef): string {
  switch (ref.kind) {
    case "mapping":
      return `pattern ${ref.pattern} of privilege ${ref.privilege}`;
    case "template":
      return `template ${ref.uriTemplate} of module ${ref.module}`;
    case "handler":
      return `handler ${ref.method} ${ref.uriTemplate} of module ${ref.module}`;
    case "jwtProfile":
      return "JWT profile";
    default:
      return `${ref.kind} ${ref.name}`;
  }
}
