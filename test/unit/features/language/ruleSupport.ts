import { analyzeScript } from "../../../../src/features/language/analyzeScript.ts";
import { checkScript, type RuledFinding } from "../../../../src/features/language/checkScript.ts";
import {
  createScriptContext,
  type ScriptContext,
  type ScriptSurroundings,
} from "../../../../src/features/language/scriptContext.ts";
import { dialectFor } from "../../../../src/plsql/dialect.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

/** What a fixture may be connected to, by the word in its first line. */
export const connections = {
  none: () => undefined,
  /** A current release with nothing in it but a module. */
  empty: () => catalog().module("hr", "/hr/").handler("GET", "employees/").build(),
  old: () => catalog().release({ hasOrdsSecurity: false, major: 23, minor: 4 }).build(),
  filled: () =>
    catalog()
      .schema({ alias: "people" })
      .module("hr", "/hr/")
      .handler("GET", "employees")
      .role("HR Reader")
      .privilege("hr.read", {
        roles: ["HR Reader"],
        patterns: ["/hr/employees/*", "/hr/it's/*"],
        modules: ["hr"],
      })
      .client("payroll", { privileges: ["hr.read"] })
      .build(),
  /** An administrator who looks at the schema HR. */
  admin: () => catalog().module("hr", "/hr/").build(),
} as const;

export type ConnectionWord = keyof typeof connections;

export function contextOf(text: string, word: ConnectionWord = "none"): ScriptContext {
  return createScriptContext(surroundingsOf(text, word));
}

export function surroundingsOf(text: string, word: ConnectionWord): ScriptSurroundings {
  const connected = connections[word]();
  const otherSchema = word === "admin" ? connected?.schema.name : undefined;
  return {
    analysis: analyzeScript(text),
    catalog: connected,
    dialect: connected && dialectFor(connected.release, otherSchema),
    otherSchema,
  };
}

export function findingsIn(text: string, word: ConnectionWord = "none"): readonly RuledFinding[] {
  return checkScript(contextOf(text, word));
}

/** A finding without its place: what must be gone when it is mended. */
export function keyOf(text: string, { rule, message, range }: RuledFinding): string {
  return `${rule.id} ${message} ${text.slice(range.start, range.end)}`;
}
