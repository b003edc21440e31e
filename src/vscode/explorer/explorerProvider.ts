import { type Event, EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import type { Clock } from "../../base/clock.ts";
import type { ClientStates } from "../../features/clients/createClientStates.ts";
import { describeNode } from "../../features/explorer/describeNode.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import type { ExplorerState } from "../../features/explorer/explorerState.ts";
import { childrenOf, parentOf, rootNodes } from "../../features/explorer/explorerTree.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Findings } from "../findings/registerFindings.ts";
import { toTreeItem } from "./toTreeItem.ts";

/** The sidebar's tree: computed anew from the sessions whenever VS Code asks. */
export class ExplorerProvider implements TreeDataProvider<ExplorerNode> {
  readonly #sessions: Sessions;
  readonly #clientStates: ClientStates;
  readonly #clock: Clock;
  readonly #marks: Pick<Findings, "markInWords">;
  readonly #changed = new EventEmitter<ExplorerNode | undefined>();
  /** VS Code redraws a line only when it is given the very object that it was given before. */
  #roots = new Map<ProfileId, ExplorerNode>();
  #filter = "";

  readonly onDidChangeTreeData: Event<ExplorerNode | undefined> = this.#changed.event;

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
    this.refresh(undefined);
  }

  /** Redraws one connection, or everything. */
  refresh(profile: ProfileId | undefined): void {
    this.#changed.fire(profile === undefined ? undefined : this.#roots.get(profile));
  }

  getChildren(node?: ExplorerNode): ExplorerNode[] {
    if (node) return [...childrenOf(node, this.state)];
    const roots = rootNodes(this.state);
    this.#roots = new Map(roots.map((root) => [root.profile, root]));
    return [...roots];
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return parentOf(node);
  }

  getTreeItem(node: ExplorerNode): TreeItem {
    return toTreeItem(node, describeNode(node, this.state), this.#marks.markInWords(node));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
