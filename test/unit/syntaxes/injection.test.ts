import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

// The grammar in the editor's own engine, injected into a language that has comments and texts as SQL has them.

const host = {
  scopeName: "source.sql",
  patterns: [
    { match: "--.*$", name: "comment.line.double-dash.sql" },
    { begin: String.raw`/\*`, end: String.raw`\*/`, name: "comment.block.sql" },
    { begin: "'", end: "'", name: "string.quoted.single.sql" },
    { match: String.raw`(\w+?)\.(\w+)`, name: "constant.other.table-name.sql" },
    { match: String.raw`\b(?i:begin|end)\b`, name: "keyword.other.sql" },
  ],
};

let grammar: IGrammar;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM({ data: wasm });
  const texts: Readonly<Record<string, string>> = {
    "source.sql": JSON.stringify(host),
    "ords.injection": readFileSync("syntaxes/ords.injection.tmLanguage.json", "utf8"),
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => textmate.parseRawGrammar(texts[name] ?? "{}", `${name}.json`),
    getInjections: (name) => (name === "source.sql" ? ["ords.injection"] : undefined),
  });
  const loaded = await registry.loadGrammar("source.sql");
  if (!loaded) throw new Error("The grammar could not be loaded.");
  grammar = loaded;
});

test.each([
  ["ORDS.CREATE_ROLE('HR');", ["ORDS class", "CREATE_ROLE function", "HR role"]],
  ["-- ORDS.CREATE_ROLE('HR');", []],
  ["/* p_role_name =>\n 'HR' ORDS.X */", []],
  ["dbms_output.put_line('ORDS.CREATE_ROLE');", []],
  [
    "ORDS.DEFINE_HANDLER(p_source => 'begin\n ORDS.X(p_y => 1);\n end;');",
    ["ORDS class", "DEFINE_HANDLER function", "p_source parameter"],
  ],
  [
    "ORDS.DEFINE_HANDLER(p_source => q'[it's ORDS.X\n ORDS.Y]', p_method => x);",
    ["ORDS class", "DEFINE_HANDLER function", "p_source parameter", "p_method parameter"],
  ],
  [
    "p_pattern => 'employees/:id', p_role_name => 'HR'",
    ["p_pattern parameter", "employees/ uri", ":id uri", "p_role_name parameter", "HR role"],
  ],
])("%s", (text, expected) => {
  expect(colored(text)).toEqual(expected);
});

/** What the grammar colors, each with the word that tells it. */
function colored(text: string): readonly string[] {
  let stack = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1) ?? "";
      const word = scope.split(".").at(-2) ?? "";
      return words.has(word) && scope.endsWith(".ords")
        ? [`${line.slice(startIndex, endIndex)} ${word}`]
        : [];
    });
  });
}

const words = new Set(["class", "function", "parameter", "role", "uri"]);
