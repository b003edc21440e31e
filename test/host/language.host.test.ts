import assert from "node:assert/strict";
import {
  type CodeLens,
  commands,
  type CompletionList,
  type DocumentSymbol,
  extensions,
  type Hover,
  Selection,
  type SignatureHelp,
  type TextDocument,
  window,
  workspace,
} from "vscode";

/** Writing a script with the editor's help, on the schema of the practice server. */
describe("the language of ORDS security", function () {
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension("ords-security.ords-security")?.activate();
    await commands.executeCommand("ordsSecurity.resetPractice", {
      lesson: "hr",
      release: "25.4.0",
    });
  });

  after(async () => {
    await commands.executeCommand("ordsSecurity.stopPractice");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("completes members, and names that the schema has", async () => {
    const members = await completions("BEGIN\n  ORDS.|\nEND;\n/\n");
    const create = members.find(({ label }) => labelOf(label) === "CREATE_ROLE");
    assert.deepEqual(snippetOf(create?.insertText), "CREATE_ROLE(p_role_name => '$1');");
    const modules = await completions("BEGIN\n  ORDS.DELETE_MODULE('|');\nEND;\n/\n");
    assert.ok(modules.some(({ label }) => labelOf(label) === "hr"));
  });

  it("tells what a member does, and which parameter is written", async () => {
    const { document, position } = await open("BEGIN\n  ORDS.CREATE_|ROLE('x');\nEND;\n/\n");
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === "string" ? one : one.value)),
    );
    assert.match(texts.join("\n"), /Creates a role/);
    const call = await open("BEGIN\n  ORDS.CREATE_PRIVILEGE_MAPPING('a', |);\nEND;\n/\n");
    const help = await commands.executeCommand<SignatureHelp>(
      "vscode.executeSignatureHelpProvider",
      call.document.uri,
      call.position,
    );
    assert.equal(help.signatures.length, 2);
    assert.equal(help.signatures[0]?.activeParameter, 1);
  });

  it("gives an outline, a line above each block, and the effect as a text", async () => {
    const { document } = await open(
      "|BEGIN\n  ORDS.CREATE_ROLE('New');\n  COMMIT;\nEND;\n/\nBEGIN\n  ORDS.DELETE_MODULE('hr');\n  COMMIT;\nEND;\n/\n",
    );
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}, ${detail}`),
      ["New, role"],
    );
    const lenses = await commands.executeCommand<CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      10,
    );
    const titles = lenses.map(({ command, range }) => `${range.start.line}: ${command?.title}`);
    assert.deepEqual(titles.filter((title) => title.startsWith("0: ")).toSorted(), [
      "0: $(play) Run block on Practice",
      "0: $(play) Run on Practice",
      "0: Change connection",
      titles.find((title) => title.startsWith("0: Effect of all: ")),
      "0: Effect: 1 change, access unchanged",
    ]);
    assert.match(titles.join("\n"), /5: Effect: \w+ \/hr\/\S+ \(gone\): .* loses? it · \d+ more/);
    const [effect] = lenses.filter(({ command, range }) => {
      return range.start.line === 5 && command?.command === "ordsSecurity.showScriptEffect";
    });
    await commands.executeCommand(
      "ordsSecurity.showScriptEffect",
      ...(effect?.command?.arguments ?? []),
    );
    const shown = window.activeTextEditor?.document.getText() ?? "";
    assert.match(shown, /the block at line 6/);
    assert.match(shown, /Line 7: Deletes the module hr\./);
    assert.match(shown, / lose them:\n {4}GET /);
  });

  it("reveals in the sidebar what the cursor is on", async () => {
    const { document, position } = await open("BEGIN\n  ORDS.DELETE_MODULE('h|r');\nEND;\n/\n");
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(position, position);
    await commands.executeCommand("ordsSecurity.revealInSidebar");
  });
});

async function completions(marked: string) {
  const { document, position } = await open(marked);
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items;
}

async function open(marked: string) {
  const offset = marked.indexOf("|");
  const document: TextDocument = await workspace.openTextDocument({
    language: "sql",
    content: marked.replace("|", ""),
  });
  await window.showTextDocument(document);
  return { document, position: document.positionAt(offset) };
}

function labelOf(label: string | { readonly label: string }): string {
  return typeof label === "string" ? label : label.label;
}

function snippetOf(text: string | { readonly value: string } | undefined): string | undefined {
  return typeof text === "string" ? text : text?.value;
}
