import {
  MarkdownString,
  Position,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { Clock } from "../../base/clock.ts";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import type { Acceptance } from "../../domain/lint/acceptance.ts";
import { calendarDay } from "../../features/findings/calendarDay.ts";
import {
  badgeOf,
  countsInWords,
  describeFinding,
  standing,
} from "../../features/findings/describeFinding.ts";
import type { FindingNode } from "../../features/findings/findingNode.ts";
import { type FindingMark, findingMarks } from "../../features/findings/findingMarks.ts";
import {
  type FileTrouble,
  findingChildren,
  findingRoots,
} from "../../features/findings/findingTree.ts";
import {
  openFindings,
  schemaFindings,
  type SchemaFindings,
} from "../../features/findings/schemaFindings.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Settings } from "../settings.ts";
import { AcceptanceFiles } from "./acceptanceFiles.ts";

/** What the rules find in the open connections, and what was accepted: all that needs the rules, loaded when one opens. */
export class FindingsModel {
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  readonly #settings: FindingSettings;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #changedMarks = this.#store.add(new Emitter<void>());
  readonly files = this.#store.add(new AcceptanceFiles());
  readonly onDidChange = this.#changed.event;
  /** Told only when a mark is another one, since the tree that has them is drawn anew for it. */
  readonly onDidChangeMarks = this.#changedMarks.event;
  #schemas: readonly SchemaFindings[] = [];
  #marks: Marks = new Map();
  #troubles: readonly FileTrouble[] = [];
  #turn = 0;
  #day = "";

  constructor({ sessions, clock, settings }: FindingsModelParts) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#settings = settings;
    this.#store.add(this.files.onDidChange(() => void this.update()));
  }

  get schemas(): readonly SchemaFindings[] {
    return this.#schemas;
  }

  /** Looks anew at what has changed; of two at once only the later one counts. */
  async update(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { acceptances, troubles } = await this.files.read();
    if (turn !== this.#turn) return;
    const now = this.#clock.now();
    const facts = { acceptances, severities: this.#settings.findingSeverities, now };
    this.#day = calendarDay(now);
    this.#schemas = this.#sessions.list().flatMap(({ profile, state }) => {
      return state.kind === "open" ? [schemaFindings(profile, state.catalog, facts)] : [];
    });
    const marks = new Map(this.#schemas.map((one) => [one.profile, findingMarks(one)]));
    const isSame = areSame(this.#marks, marks);
    this.#marks = marks;
    this.#troubles = troubles;
    this.#changed.fire();
    if (!isSame) this.#changedMarks.fire();
  }

  /** An acceptance may have ended overnight, and rules count days. */
  async updateOnNewDay(): Promise<void> {
    if (calendarDay(this.#clock.now()) !== this.#day) await this.update();
  }

  roots(): readonly FindingNode[] {
    return findingRoots(this.#state());
  }

  children(node: FindingNode): readonly FindingNode[] {
    return findingChildren(node, this.#state());
  }

  badge() {
    return badgeOf(this.#schemas);
  }

  /** What stands beside the title of the view. */
  summary(): string {
    const [only] = this.#schemas;
    if (!only) return "";
    return this.#schemas.length === 1
      ? standing(only)
      : countsInWords(this.#schemas.flatMap(openFindings));
  }

  mark(profile: ProfileId, key: string): FindingMark | undefined {
    return this.#marks.get(profile)?.get(key);
  }

  item(node: FindingNode): TreeItem {
    const facts = describeFinding(node, this.#state());
    const item = new TreeItem(facts.label, states[facts.collapsible]);
    item.id = node.id;
    item.description = facts.description;
    item.contextValue = facts.contextValue;
    item.accessibilityInformation = { label: facts.spoken };
    // Not trusted: a name in the database must never become a command link.
    item.tooltip = new MarkdownString(facts.tooltip || facts.spoken);
    const { id, color } = facts.icon;
    item.iconPath = new ThemeIcon(id, color === undefined ? undefined : new ThemeColor(color));
    if (node.kind === "finding") {
      item.command = {
        command: "ordsSecurity.showFinding",
        title: "ordsSecurity.showFinding",
        arguments: [node],
      };
    }
    if (node.kind === "message" && node.place) {
      const { uri, line } = node.place;
      const at = new Position(line - 1, 0);
      item.command = {
        command: "vscode.open",
        title: "vscode.open",
        arguments: [Uri.parse(uri), { selection: new Range(at, at) }],
      };
    }
    return item;
  }

  async accept(file: Uri, acceptance: Acceptance): Promise<void> {
    await this.files.add(file, acceptance);
    await this.update();
  }

  async unaccept(acceptance: Acceptance): Promise<void> {
    await this.files.remove(acceptance);
    await this.update();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #state() {
    return { schemas: this.#schemas, troubles: this.#troubles };
  }
}

export type FindingSettings = Pick<Settings, "findingSeverities">;

interface FindingsModelParts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly settings: FindingSettings;
}

type Marks = ReadonlyMap<ProfileId, ReadonlyMap<string, FindingMark>>;

function areSame(before: Marks, after: Marks): boolean {
  if (before.size !== after.size) return false;
  return [...after].every(([profile, marks]) => {
    const old = before.get(profile);
    return (
      old?.size === marks.size &&
      [...marks].every(([key, { tooltip }]) => old.get(key)?.tooltip === tooltip)
    );
  });
}

const states = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
} as const;
