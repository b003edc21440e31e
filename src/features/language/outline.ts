import type { TextRange } from "../../base/textRange.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import type { Value } from "../../plsql/value.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { statementAt, statementStart } from "./cursorContext.ts";

/** One thing that a script defines, with what belongs to it below. */
export interface OutlineItem {
  readonly kind: OutlineKind;
  readonly name: string;
  readonly detail: string;
  /** With everything below it. */
  readonly range: TextRange;
  /** The call that defines it. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
}

export type OutlineKind =
  | "block"
  | "role"
  | "privilege"
  | "mapping"
  | "client"
  | "module"
  | "template"
  | "handler"
  | "parameter"
  | "schema"
  | "object"
  | "jwtProfile";

/** In the order of the text. Blocks are told apart only where several define something. */
export function outlineOf(analysis: ScriptAnalysis): readonly OutlineItem[] {
  const { script } = analysis;
  const groups = new Map<number, CallSite[]>();
  for (const site of script.calls) {
    const start = statementStart(analysis, site.range.end);
    const group = groups.get(start);
    if (group) group.push(site);
    else groups.set(start, [site]);
  }
  const blocks = [...groups].flatMap(([start, sites]) => {
    const children = itemsOf(sites, analysis.text);
    return children.length > 0 ? [{ start, children }] : [];
  });
  if (blocks.length < 2) return blocks.flatMap(({ children }) => children);
  return blocks.map(({ start, children }, place): OutlineItem => {
    const statement = statementAt(analysis, start + 1);
    const range = joinRanges([statement?.range, ...children.map((one) => one.range)]);
    return {
      kind: "block",
      name: `Block ${place + 1}`,
      detail: blockDetail(statement),
      range,
      selection: { start: range.start, end: range.start + firstLine(analysis.text, range) },
      children,
    };
  });
}

function blockDetail(statement: ScriptStatement | undefined): string {
  const created =
    /^create\s+(?:or\s+replace\s+)?(?:\w+\s+)?(?:procedure|function|package(?:\s+body)?|trigger)\s+([\w$#."]+)/i;
  return created.exec(statement?.text ?? "")?.[1] ?? "";
}

function firstLine(text: string, { start, end }: TextRange): number {
  const newline = text.slice(start, end).search(/\r?\n/);
  return newline < 0 ? end - start : newline;
}

interface Draft {
  readonly kind: OutlineKind;
  readonly name: string;
  readonly detail: string;
  readonly selection: TextRange;
  readonly children: Draft[];
}

/** Things of one block; what belongs to a thing of the same block stands below it. */
function itemsOf(sites: readonly CallSite[], text: string): readonly OutlineItem[] {
  const roots: Draft[] = [];
  const known = new Map<string, Draft>();
  const put = (facts: Omit<Draft, "children">, under: string | undefined, key: string): void => {
    const draft: Draft = { ...facts, children: [] };
    const parent = under === undefined ? undefined : known.get(under);
    (parent?.children ?? roots).push(draft);
    known.set(key, draft);
  };
  for (const site of sites) addItems(site, { text, put });
  return roots.map(finish);
}

interface Outlining {
  readonly text: string;
  /** `under` and `key` name a parent and the thing itself, for what comes below it later. */
  readonly put: (facts: Omit<Draft, "children">, under: string | undefined, key: string) => void;
}

function addItems(site: CallSite, { text, put }: Outlining): void {
  const { call, range: selection } = site;
  const named = (parameter: string): string => argumentWords(site, parameter, text);
  const add = (
    facts: { readonly kind: OutlineKind; readonly name: string; readonly detail?: string },
    under?: string,
    key = `${facts.kind} ${facts.name}`,
  ): void => put({ detail: "", ...facts, selection }, under, key);
  const module = `module ${named("p_module_name")}`;
  const template = `${module} ${named("p_pattern")}`;
  switch (call.procedure) {
    case "CREATE_ROLE":
      return add({ kind: "role", name: named("p_role_name") });
    case "CREATE_PRIVILEGE":
    case "DEFINE_PRIVILEGE": {
      const name = named(call.procedure === "CREATE_PRIVILEGE" ? "p_name" : "p_privilege_name");
      const one = call.args["p_role_name"];
      const roles = one?.kind === "text" ? [one.value] : textsOf(call.args["p_roles"]);
      add({ kind: "privilege", name, detail: roles.join(", ") });
      for (const pattern of textsOf(call.args["p_patterns"])) {
        add({ kind: "mapping", name: pattern }, `privilege ${name}`);
      }
      for (const mapped of textsOf(call.args["p_modules"])) {
        add({ kind: "mapping", name: mapped, detail: "module" }, `privilege ${name}`);
      }
      return;
    }
    case "CREATE_PRIVILEGE_MAPPING": {
      const privilege = named("p_privilege_name");
      const list = textsOf(call.args["p_patterns"]);
      for (const name of list.length > 0 ? list : [named("p_pattern")]) {
        add({ kind: "mapping", name, detail: privilege }, `privilege ${privilege}`);
      }
      return;
    }
    case "DEFINE_MODULE":
      return add({ kind: "module", name: named("p_module_name"), detail: named("p_base_path") });
    case "DEFINE_TEMPLATE":
      return add({ kind: "template", name: named("p_pattern") }, module, template);
    case "DEFINE_HANDLER": {
      const name = named("p_method") || "GET";
      return add(
        { kind: "handler", name, detail: named("p_pattern") },
        template,
        `${template} ${name}`,
      );
    }
    case "DEFINE_PARAMETER":
      return add({ kind: "parameter", name: named("p_name") }, `${template} ${named("p_method")}`);
    case "DEFINE_SERVICE":
    case "CREATE_SERVICE":
      add({ kind: "module", name: named("p_module_name"), detail: named("p_base_path") });
      add({ kind: "template", name: named("p_pattern") }, module, template);
      return add({ kind: "handler", name: named("p_method") || "GET" }, template);
    case "CREATE_CLIENT":
    case "REGISTER_CLIENT":
    case "IMPORT_CLIENT":
      return add({ kind: "client", name: named("p_name"), detail: named("p_grant_type") });
    case "CREATE_JWT_PROFILE":
      return add({ kind: "jwtProfile", name: "JWT profile", detail: named("p_issuer") });
    case "ENABLE_SCHEMA": {
      if (isSwitchedOff(call.args["p_enabled"])) return;
      return add({ kind: "schema", name: named("p_schema") || "Current schema" });
    }
    case "ENABLE_OBJECT": {
      if (isSwitchedOff(call.args["p_enabled"])) return;
      return add({ kind: "object", name: named("p_object") });
    }
    default:
  }
}

/** A value as it is read, or what the script says where it is not known; "" where it is not given. */
function argumentWords(site: CallSite, parameter: string, text: string): string {
  const value = site.call.args[parameter];
  if (value?.kind === "text") return value.value || "(no name)";
  const argument = site.arguments.find((one) => one.parameter === parameter);
  if (!argument || value?.kind === "null") return "";
  return text.slice(
    argument.valueRange.start,
    Math.min(argument.valueRange.end, argument.valueRange.start + 60),
  );
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
}

function isSwitchedOff(value: Value | undefined): boolean {
  return value?.kind === "boolean" && !value.value;
}

function finish({ children: drafts, ...facts }: Draft): OutlineItem {
  const children = drafts.map(finish);
  const range = joinRanges([facts.selection, ...children.map((one) => one.range)]);
  return { ...facts, name: facts.name || "(no name)", range, children };
}

function joinRanges(ranges: readonly (TextRange | undefined)[]): TextRange {
  const given = ranges.filter((one) => one !== undefined);
  return {
    start: Math.min(...given.map(({ start }) => start)),
    end: Math.max(...given.map(({ end }) => end)),
  };
}
