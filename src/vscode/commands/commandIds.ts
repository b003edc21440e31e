/** Every command of the extension; the manifest test compares this list with package.json. */
export const commandIds = [
  "ordsSecurity.addConnection",
  "ordsSecurity.editConnection",
  "ordsSecurity.testConnection",
  "ordsSecurity.connect",
  "ordsSecurity.disconnect",
  "ordsSecurity.removeConnection",
  "ordsSecurity.enterPassword",
  "ordsSecurity.chooseConnection",
  "ordsSecurity.refresh",
  "ordsSecurity.filter",
  "ordsSecurity.clearFilter",
  "ordsSecurity.startPractice",
  "ordsSecurity.stopPractice",
  "ordsSecurity.resetPractice",
  "ordsSecurity.openWalkthrough",
  "ordsSecurity.createRole",
  "ordsSecurity.createPrivilege",
  "ordsSecurity.mapPrivilege",
  "ordsSecurity.registerClient",
  "ordsSecurity.grantRole",
  "ordsSecurity.protectModule",
  "ordsSecurity.publishModule",
  "ordsSecurity.enableSchema",
  "ordsSecurity.revokeRole",
  "ordsSecurity.deleteRole",
  "ordsSecurity.deletePrivilege",
  "ordsSecurity.deleteMapping",
  "ordsSecurity.deleteClient",
  "ordsSecurity.runScaffold",
  "ordsSecurity.runScript",
  "ordsSecurity.runSelection",
  "ordsSecurity.chooseScriptConnection",
  "ordsSecurity.showScriptOutput",
  "ordsSecurity.copyToken",
  "ordsSecurity.forgetToken",
  "ordsSecurity.enterSecret",
  "ordsSecurity.readSecret",
  "ordsSecurity.copySecret",
  "ordsSecurity.forgetSecret",
  "ordsSecurity.copyClientId",
  "ordsSecurity.copyEndpointUrl",
  "ordsSecurity.openRequest",
  "ordsSecurity.newRequest",
  "ordsSecurity.openLog",
] as const;

export type CommandId = (typeof commandIds)[number];

/** What a command does. The argument comes from a menu, a keybinding, a link or another command: it is untrusted. */
export type CommandHandler = (argument?: unknown) => Promise<void> | void;

export type CommandTable = Readonly<Record<CommandId, CommandHandler>>;
