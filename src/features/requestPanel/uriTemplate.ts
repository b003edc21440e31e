/** An address with parameters, in pieces. */
export interface UriTemplate {
  readonly parts: readonly TemplatePart[];
  /** What was typed after a question mark, without it. */
  readonly query: string;
}

export type TemplatePart = { readonly kind: "text"; readonly text: string } | TemplateParameter;

export interface TemplateParameter {
  readonly kind: "parameter";
  /** `id`; `*` for the unnamed rest of a path. */
  readonly name: string;
  readonly written: string;
  readonly optional: boolean;
  /** Whether the value may hold slashes. */
  readonly restOfPath: boolean;
}

// Route patterns name a parameter `:id`, `:id?`, or `*` for all that follows, and join several in one segment with
// commas; URI templates name it `{id}`. A colon inside a segment (`12:30`) is text.
// Source: ORDS Developer's Guide, "Route Patterns".
const parameter =
  /(?<=^|[/,]):(?<route>[A-Za-z_][\w$]*)(?<optional>\?(?=$|[/?]))?|\{(?<braces>[A-Za-z_][\w$]*)\}|(?<=\/)(?<rest>\*)$/g;

/** Never fails: what is not a parameter is text. */
export function readUriTemplate(address: string): UriTemplate {
  const parts: TemplatePart[] = [];
  const { path, query } = splitQuery(address);
  let end = 0;
  for (const match of path.matchAll(parameter)) {
    if (match.index > end) parts.push({ kind: "text", text: path.slice(end, match.index) });
    end = match.index + match[0].length;
    const { route, braces, rest, optional } = match.groups ?? {};
    const name = route ?? braces ?? rest ?? "";
    parts.push({
      kind: "parameter",
      name,
      written: match[0],
      optional: optional !== undefined || rest !== undefined,
      restOfPath: rest !== undefined,
    });
  }
  if (end < path.length) parts.push({ kind: "text", text: path.slice(end) });
  return { parts, query };
}

function splitQuery(address: string): { readonly path: string; readonly query: string } {
  // The question mark of `:id?` is a part of the path; any other one begins the query.
  const mark = /(?<!(?:^|[/,]):[A-Za-z_][\w$]{0,200})\?|\?(?!$|[/?])/.exec(address);
  if (!mark) return { path: address, query: "" };
  return { path: address.slice(0, mark.index), query: address.slice(mark.index + 1) };
}
