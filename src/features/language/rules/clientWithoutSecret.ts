import { nameInWords } from "../../../domain/access/nameInWords.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { asFunctionCall, isCommand, printed } from "../asFunctionCall.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { declareIn } from "../declareIn.ts";
import { addArgument, argumentOf, placeOf } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import { createSecretBinds, suppliedSecret } from "../createSecretBinds.ts";
import type { TextEdit, TextFix } from "../textFix.ts";

export const clientWithoutSecret: ScriptRule = {
  id: "clientWithoutSecret",
  severity: "warning",
  why: "REGISTER_CLIENT registers no secret unless it is given one, and without a secret nobody gets a token.",
  check: (context) => {
    const made = new Set(context.analysis.script.calls.flatMap(clientWithNewSecret));
    return context.analysis.changes.flatMap(({ change, range }): readonly ScriptFinding[] => {
      const site = context.callAt(range.start);
      if (change.kind !== "registerClient" || site === undefined) return [];
      if (site.call.procedure !== "REGISTER_CLIENT" || change.secret !== "none") return [];
      if (change.grantType === "implicit" || made.has(change.name)) return [];
      const message = `The client ${nameInWords(change.name)} gets no secret.`;
      return [{ range: site.nameRange, message, fixes: () => fixes(context, site, change.name) }];
    });
  },
};

/** The script may make the secret in a step of its own. */
function clientWithNewSecret({ call }: CallSite): readonly string[] {
  const name = call.args["p_name"];
  const makes = ["REGISTER_CLIENT_SECRET", "ROTATE_CLIENT_SECRET"].includes(call.procedure);
  return makes && name?.kind === "text" ? [name.value] : [];
}

function fixes(context: ScriptContext, site: CallSite, client: string): readonly TextFix[] {
  const edits = withSecret(context, site, client);
  return edits === undefined
    ? []
    : [{ title: "Register the secret that is given as :client_secret", edits, isPreferred: true }];
}

/** Only the function takes a secret, so that its result needs a variable. */
function withSecret(
  context: ScriptContext,
  site: CallSite,
  client: string,
): readonly TextEdit[] | undefined {
  const statement = context.statementAt(site.range.start);
  const place = placeOf(context, site);
  if (statement === undefined || place === undefined || /^create\b/i.test(statement.text)) {
    return undefined;
  }
  const secret = suppliedSecret(context, site, createSecretBinds(context)());
  const given = argumentOf(site, "p_client_secret");
  const argument = given
    ? [{ range: given.valueRange, text: secret }]
    : [addArgument(context, site, ["p_client_secret", secret])];
  const isFunction = place.command === undefined && place.start !== site.range.start;
  if (isFunction) return argument;
  const type = "ORDS_TYPES.T_CLIENT_CREDENTIALS";
  const declared = isCommand(place)
    ? { names: ["l_client"], edits: [] }
    : declareIn(context, statement, [{ name: "l_client", type }]);
  const [variable] = declared?.names ?? [];
  if (declared === undefined || variable === undefined) return undefined;
  const after = [
    printed(context, site, [`Client id of ${client}: `, `${variable}.client_key.client_id`]),
  ];
  const wrapped = asFunctionCall(context, site, { variable, type, after });
  // Behind the fourth argument by position the function has another order than the procedure.
  const named = site.arguments.flatMap(({ nameRange, parameter, valueRange }, i) =>
    nameRange === undefined && parameter !== undefined && i >= 3
      ? [{ range: { start: valueRange.start, end: valueRange.start }, text: `${parameter} => ` }]
      : [],
  );
  return wrapped && [...declared.edits, ...wrapped, ...named, ...argument];
}
