import {
  CancellationError,
  type CancellationToken,
  CodeLens,
  type CodeLensProvider,
  type Command,
  EventEmitter,
  l10n,
  Location,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import type { TextRange } from "../../base/textRange.ts";
import type { CommandId } from "../commands/commandIds.ts";
import { contextOf } from "../language/contextOf.ts";
import { toRange } from "../language/converters.ts";
import { loadLanguage } from "../language/loadLanguage.ts";
import { mentionsOrds } from "./mentionsOrds.ts";
import type { ScriptConnections } from "./scriptConnections.ts";
import { withoutIcons } from "../withoutIcons.ts";

/** "Run on …" above every script that calls a package of ORDS; above each of its blocks that, and its effect. */
export class ScriptLenses implements CodeLensProvider {
  readonly #connections: ScriptConnections;
  readonly #changed = new EventEmitter<void>();
  /** How often the editor was told that its lines are old. */
  #refreshes = 0;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(connections: ScriptConnections) {
    this.#connections = connections;
  }

  refresh(): void {
    this.#refreshes += 1;
    this.#changed.fire();
  }

  async provideCodeLenses(document: TextDocument, token: CancellationToken): Promise<CodeLens[]> {
    if (!mentionsOrds(document.getText())) return [];
    const top = new Range(0, 0, 0, 0);
    const whole = this.#commands(document).map((command) => new CodeLens(top, command));
    const refresh = this.#refreshes;
    const { analysisOf, blockLenses } = await loadLanguage();
    if (token.isCancellationRequested || document.isClosed) return [];
    const lenses = blockLenses(analysisOf(document));
    const blocks = lenses.flatMap(({ range, runs, changes }) => {
      const place = toRange(document, range);
      const run = runs ? this.#runBlock(document, place) : undefined;
      return [
        ...(run ? [new CodeLens(place, run)] : []),
        // Its title costs the more the larger the schema: it is computed when the line comes into view.
        ...(changes > 0
          ? [new EffectLens(runs ? place : top, { document, refresh, place, part: range })]
          : []),
      ];
    });
    // Several blocks may come to something else together than each by itself. Where there is no room for all of the first
    // line, this one is told by the other lines too.
    const several = lenses.filter(({ changes }) => changes > 0).length > 1;
    const all = new EffectLens(top, { document, refresh, place: undefined, part: undefined });
    return [...whole, ...blocks, ...(several ? [all] : [])];
  }

  async resolveCodeLens(lens: CodeLens, token: CancellationToken): Promise<CodeLens> {
    if (!(lens instanceof EffectLens)) return lens;
    const { document, refresh, place, part } = lens.subject;
    const { effectLensTitle } = await loadLanguage();
    // What is answered about older lines the editor writes over those that stand in their places by now: "Run block on"
    // would become "Effect". It takes its question back when it asks about the newer ones.
    if (document.version !== lens.version || refresh !== this.#refreshes) return await never(token);
    const context = contextOf(this.#connections.of(document));
    const command: CommandId = "ordsSecurity.showScriptEffect";
    lens.command = {
      command,
      title: effectLensTitle(document, part, context),
      tooltip: part
        ? l10n.t("Show what the block would change and who gains or loses access")
        : l10n.t("Show what the script would change and who gains or loses access"),
      arguments: [place ? new Location(document.uri, place) : document.uri],
    };
    return lens;
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
    const name = withoutIcons(session.profile.name);
    return [
      lens("ordsSecurity.runScript", l10n.t("$(play) Run on {0}", name), document),
      lens("ordsSecurity.chooseScriptConnection", l10n.t("Change connection"), document),
    ];
  }

  /** Undefined where the line above the script says already what is missing. */
  #runBlock(document: TextDocument, place: Range): Command | undefined {
    const session = this.#connections.of(document);
    if (!workspace.isTrusted || !session) return undefined;
    const command: CommandId = "ordsSecurity.runScript";
    return {
      command,
      title: l10n.t("$(play) Run block on {0}", withoutIcons(session.profile.name)),
      arguments: [{ place: new Location(document.uri, place), text: document.getText(place) }],
    };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Ends when nobody waits for it any more. */
async function never(token: CancellationToken): Promise<never> {
  return await new Promise((_, reject) => {
    token.onCancellationRequested(() => reject(new CancellationError()));
  });
}

interface EffectSubject {
  readonly document: TextDocument;
  /** After which refresh its line was given. */
  readonly refresh: number;
  /** The block; the lens of one that is alone stands above the whole script. Undefined for the script. */
  readonly place: Range | undefined;
  readonly part: TextRange | undefined;
}

/** Above a block; what it says is found out later. */
class EffectLens extends CodeLens {
  readonly subject: EffectSubject;
  /** Of the document: the places hold for no other. */
  readonly version: number;

  constructor(range: Range, subject: EffectSubject) {
    super(range);
    this.subject = subject;
    this.version = subject.document.version;
  }
}

function lens(command: CommandId, title: string, document: TextDocument): Command {
  return { command, title, arguments: [document.uri] };
}
