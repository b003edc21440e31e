import assert from "node:assert/strict";
import { commands, extensions, type Extension } from "vscode";

interface Manifest {
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

describe("activation", () => {
  it("succeeds", async () => {
    const extension = find();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers every command that package.json declares", async () => {
    const { contributes } = find().packageJSON as Manifest;
    const registered = new Set(await commands.getCommands(true));
    const declared = (contributes?.commands ?? []).map(({ command }) => command);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});

function find(): Extension<unknown> {
  const extension = extensions.getExtension("ords-security.ords-security");
  assert.ok(extension, "VS Code does not know the extension ords-security.ords-security");
  return extension;
}
