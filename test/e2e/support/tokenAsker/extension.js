// What it gets goes into the file TOKEN_ASKER_FILE, one line of JSON for each call and each event; the token does not.
const { createHash } = require("node:crypto");
const { appendFileSync } = require("node:fs");
const vscode = require("vscode");

const provider = "ords-security";

/** @param {import('vscode').ExtensionContext} context */
function activate(context) {
  const scopes = JSON.parse(process.env["TOKEN_ASKER_SCOPES"] ?? "[]");
  /** @param {import('vscode').AuthenticationGetSessionOptions} options */
  const ask = async (options) => {
    try {
      const session = await vscode.authentication.getSession(provider, scopes, options);
      tell({
        asked: Object.keys(options)[0],
        account: session?.account.label ?? null,
        scopes: session?.scopes ?? null,
        fingerprint: session
          ? createHash("sha256").update(session.accessToken).digest("hex")
          : null,
      });
    } catch (error) {
      tell({ asked: Object.keys(options)[0], error: String(error) });
    }
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("tokenAsker.ask", () => ask({ createIfNone: true })),
    vscode.commands.registerCommand("tokenAsker.look", () => ask({ silent: true })),
    vscode.authentication.onDidChangeSessions((event) => {
      if (event.provider.id === provider) tell({ changed: true });
    }),
  );
}

/** @param {Readonly<Record<string, unknown>>} what */
function tell(what) {
  const file = process.env["TOKEN_ASKER_FILE"];
  if (file) appendFileSync(file, `${JSON.stringify(what)}\n`);
}

module.exports = { activate };
