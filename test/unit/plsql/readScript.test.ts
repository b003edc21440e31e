import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { readScript } from "../../../src/plsql/readScript.ts";
import type { Script } from "../../../src/plsql/script.ts";
import { changesOf } from "../../../src/plsql/scripts.ts";
import type { Value } from "../../../src/plsql/value.ts";

const folder = join(import.meta.dirname, "../../fixtures/scripts");

for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql"))) {
  test(`reads ${file} as its .expected.txt says`, () => {
    const text = readFileSync(join(folder, file), "utf8");
    const reading = describeScript(text, readScript(text));
    const expected = join(folder, `${basename(file, ".sql")}.expected.txt`);
    if (process.env["UPDATE"] === "1") {
      writeFileSync(expected, reading);
    }
    expect(reading).toBe(readFileSync(expected, "utf8"));
  });
}

/** The whole reading of a script as lines that a person can check against it. */
function describeScript(text: string, script: Script): string {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
  const { changes, problems } = changesOf(script);
  return [
    "Statements",
    ...script.statements.map(
      ({ kind, range, text: sent }) =>
        `  ${at(range.start)}-${at(range.end)} ${kind} ${oneLine(sent)}`,
    ),
    "Calls",
    ...script.calls.flatMap(({ call, range, runs, arguments: sites }) => {
      const args = Object.entries(call.args).map(([name, value]) => `${name} ${describe(value)}`);
      const when = runs === "always" ? "" : ` (${runs})`;
      return [
        `  ${at(range.start)}-${at(range.end)} ${call.package}.${call.procedure}${when} ${args.join(", ")}`.trimEnd(),
        ...sites.flatMap(({ carriedOver }) => {
          if (carriedOver === undefined) {
            return [];
          }
          const { variable, items, earlierCall, refilledAt } = carriedOver;
          const refilled =
            refilledAt === undefined ? "not refilled" : `refilled ${at(refilledAt.start)}`;
          return `    ${variable} holds ${items.map(describe).join(", ")} since ${at(earlierCall.start)}, ${refilled}`;
        }),
      ];
    }),
    "Changes",
    ...changes.map(({ change, range, schema }) => {
      const { kind, ...rest } = change;
      const where = schema === undefined ? "" : ` in ${schema}`;
      return `  ${at(range.start)} ${kind}${where} ${JSON.stringify(rest)}`;
    }),
    "Problems of the text",
    ...script.problems.map(
      ({ code, message, range }) => `  ${at(range.start)}-${at(range.end)} ${code}: ${message}`,
    ),
    "Problems of the changes",
    ...problems.map(({ code, message, range }) => `  ${at(range.start)} ${code}: ${message}`),
    "",
  ].join("\n");
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 70 ? `${line.slice(0, 50)} … ${line.slice(-18)}` : line;
}

function describe(value: Value): string {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.value);
    case "number":
    case "boolean":
      return String(value.value);
    case "list":
      return `[${value.items.map(describe).join(", ")}]`;
    case "bind":
      return `:${value.name}`;
    case "clientSecret":
      return `secret(${value.supplied === undefined ? "generated" : describe(value.supplied)}${value.stored ? ", stored" : ""}${value.slot === undefined ? "" : `, slot ${value.slot}`})`;
    case "clientKey":
      return `key(${value.name}, ${value.clientId})`;
    default:
      return value.kind;
  }
}
