import { type Event, EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import type { Clock } from "../../base/clock.ts";
import type { ClientStates } from "../../features/clients/createClientStates.ts";
import { describeNode } from "../../features/explorer/describeNode.ts";
import { DrawnTree } from "../../features/explorer/drawnTree.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import type { ExplorerState } from "../../features/explorer/explorerState.ts";
import { childrenOf, parentOf, rootNodes } from "../../features/explorer/explorerTree.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { Findings } from "../findings/registerFindings.ts";
import { toTreeItem } from "./toTreeItem.ts";

/** The sidebar's tree: computed anew from the sessions whenever VS Code asks. */
export class ExplorerProvider implements TreeDataProvider<ExplorerNode> {
  readonly #sessions: Sessions;
  readonly #clientStates: ClientStates;
  readonly #clock: Clock;
  readonly #marks: Pick<Findings, "markInWords">;
  readonly #changed = new EventEmitter<ExplorerNode[] | undefined>();
  readonly #drawn = new DrawnTree();
  #filter = "";

  readonly onDidChangeTreeData: Event<ExplorerNode[] | undefined> = this.#changed.event;

  constructor(parts: {
    readonly sessions: Sessions;
    readonly clientStates: ClientStates;
    readonly clock: Clock;
    readonly findings: Pick<Findings, "markInWords">;
  }) {
    this.#sessions = parts.sessions;
    this.#clientStates = parts.clientStates;
    this.#clock = parts.clock;
    this.#marks = parts.findings;
  }

  get state(): ExplorerState {
    return {
      sessions: this.#sessions.list(),
      clientState: (profile, client) => this.#clientStates.stateOf(profile, client),
      filter: this.#filter,
      now: this.#clock.now(),
    };
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text.trim();
    // Every line has another id with it.
    this.#changed.fire(undefined);
  }

  /** Redraws what is different by now. */
  refresh(): void {
    const { state } = this;
    const changes = this.#drawn.changes({
      childrenOf: (node) => (node ? childrenOf(node, state) : rootNodes(state)),
      lineOf: (node) => JSON.stringify(this.#lineOf(node, state)),
    });
    if (changes === "all") this.#changed.fire(undefined);
    else if (changes.length > 0) this.#changed.fire([...changes]);
  }

  getChildren(node?: ExplorerNode): ExplorerNode[] {
    const children = node ? childrenOf(node, this.state) : rootNodes(this.state);
    this.#drawn.giveChildren(node, children);
    return [...children];
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return parentOf(node);
  }

  getTreeItem(node: ExplorerNode): TreeItem {
    const line = this.#lineOf(node, this.state);
    this.#drawn.giveLine(node, JSON.stringify(line));
    return toTreeItem(node, line.facts, line.mark);
  }

  #lineOf(node: ExplorerNode, state: ExplorerState) {
    return { facts: describeNode(node, state), mark: this.#marks.markInWords(node) };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
