import type { TextRange } from "../../../base/textRange.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { type OrdsSelect, ordsQueries } from "../ordsSelects.ts";
import { lastStartingBy, type ScriptContext } from "../scriptContext.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const secretSelected: ScriptRule = {
  id: "secretSelected",
  severity: "warning",
  why: "The view shows a secret only where it is stored to be read: OAUTH does so, ORDS_SECURITY does not unless it is told to.",
  check: (context) => {
    const makers = context.analysis.script.calls.filter(({ call }) => makes.has(call.procedure));
    return ordsQueries(context).selects.flatMap((select) => {
      const clients = select.views.some(({ name }) => name.endsWith("_ORDS_CLIENTS"));
      return clients && makers.length > 0 ? findIn(context, select, makers) : [];
    });
  },
};

function findIn(
  context: ScriptContext,
  select: OrdsSelect,
  makers: readonly CallSite[],
): readonly ScriptFinding[] {
  const { text } = context;
  return select.list.flatMap((token, i): readonly ScriptFinding[] => {
    const name = text.slice(token.start, token.end).toUpperCase();
    if (!/^CLIENT_SECRET(?:_2)?$/.test(name)) return [];
    const made = madeBefore(makers, token.start);
    if (made === undefined) return [];
    const range = { start: token.start, end: token.end };
    const fixes = (): readonly TextFix[] => withoutColumn(context, select, i);
    return made === "masked"
      ? [
          {
            range,
            message: `${name} will be masked: the client was registered by ORDS_SECURITY.`,
            fixes,
          },
        ]
      : [
          {
            range,
            message: `${name} will be shown in the output in clear text.`,
            severity: "information",
            fixes,
          },
        ];
  });
}

/** How the script makes the secrets of its clients: what was made last is what one wants to see. */
function madeBefore(makers: readonly CallSite[], offset: number): "masked" | "shown" | undefined {
  const last = makers[lastStartingBy(makers, offset)];
  if (last === undefined) return undefined;
  return last.call.package.startsWith("OAUTH") || isStored(last) ? "shown" : "masked";
}

const makes: ReadonlySet<string> = new Set([
  "CREATE_CLIENT",
  "REGISTER_CLIENT",
  "IMPORT_CLIENT",
  "ROTATE_CLIENT_SECRET",
  "REGISTER_CLIENT_SECRET",
]);

function isStored({ call }: CallSite): boolean {
  const secret = call.args["p_client_secret"];
  return secret?.kind === "clientSecret" && secret.stored;
}

/** The column goes with a comma on its side, and with an alias of its own. */
function withoutColumn(
  { text }: ScriptContext,
  { list }: OrdsSelect,
  at: number,
): readonly TextFix[] {
  const isComma = (i: number) => {
    const token = list[i];
    return token !== undefined && text.slice(token.start, token.end) === ",";
  };
  let first = at;
  while (first > 0 && !isComma(first - 1)) first -= 1;
  let last = at;
  while (last < list.length - 1 && !isComma(last + 1)) last += 1;
  const title = "Select without the secret";
  const start = list[first]?.start ?? 0;
  const end = list[last]?.end ?? start;
  const before = list[first - 2];
  const behind = list[last + 2];
  const fix = (range: TextRange, replacement: string): readonly TextFix[] => [
    { title, edits: [{ range, text: replacement }], isPreferred: true },
  ];
  if (before !== undefined) return fix({ start: before.end, end }, "");
  if (behind !== undefined) return fix({ start, end: behind.start }, "");
  const token = list[at];
  const small = token !== undefined && /^[a-z]/.test(text.slice(token.start, token.end));
  return fix({ start, end }, small ? "client_id" : "CLIENT_ID");
}
