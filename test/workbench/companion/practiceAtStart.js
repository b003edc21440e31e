// A second extension beside the product, so that the product itself need not wake up at start.
const vscode = require("vscode");

async function activate() {
  await openGuide();
  try {
    await vscode.commands.executeCommand("ordsSecurity.startPractice");
    await vscode.commands.executeCommand("ordsSecurity.connections.focus");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(
      `The practice schema was not opened: ${reason}. Start it from the ORDS Security sidebar.`,
    );
  }
}

/** Only where nothing is open yet: a second start must not bury what a person was doing. */
async function openGuide() {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder || vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) return;
  const guide = vscode.Uri.joinPath(folder.uri, "start-here.md");
  await vscode.commands.executeCommand("markdown.showPreview", guide);
}

module.exports = { activate };
