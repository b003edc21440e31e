import {
  CodeLens,
  type CodeLensProvider,
  type Command,
  EventEmitter,
  l10n,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import type { CommandId } from "../commands/commandIds.ts";
import { mentionsOrds } from "./mentionsOrds.ts";
import type { ScriptConnections } from "./scriptConnections.ts";

/** "Run on …" above every script that calls a package of ORDS. */
export class ScriptLenses implements CodeLensProvider {
  readonly #connections: ScriptConnections;
  readonly #changed = new EventEmitter<void>();

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(connections: ScriptConnections) {
    this.#connections = connections;
  }

  refresh(): void {
    this.#changed.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!mentionsOrds(document.getText())) return [];
    const top = new Range(0, 0, 0, 0);
    return this.#commands(document).map((command) => new CodeLens(top, command));
  }

  #commands(document: TextDocument): readonly Command[] {
    if (!workspace.isTrusted) {
      return [
        {
          command: "workbench.trust.manage",
          title: l10n.t("$(shield) Trust this workspace to run the script"),
        },
      ];
    }
    const session = this.#connections.of(document);
    if (!session) {
      return [
        lens("ordsSecurity.chooseScriptConnection", l10n.t("$(plug) Choose connection"), document),
      ];
    }
    const { name } = session.profile;
    return [
      lens("ordsSecurity.runScript", l10n.t("$(play) Run on {0}", name), document),
      lens("ordsSecurity.chooseScriptConnection", l10n.t("Change connection"), document),
    ];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function lens(command: CommandId, title: string, document: TextDocument): Command {
  return { command, title, arguments: [document.uri] };
}
