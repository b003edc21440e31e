import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { messageOf } from "../../base/errors.ts";
import { indexAccess } from "../../domain/access/accessIndex.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { callerKey } from "../../domain/access/callerInWords.ts";
import { credentialsOf } from "../../domain/access/satisfaction.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { catalogOf } from "../requestPanel/panelModel.ts";
import type { AccessMatrixPanel, AccessMatrixParts } from "./accessMatrixPanels.ts";
import type { ExportFormat, Intent, Model } from "./accessMatrixProtocol.ts";
import { buildGrid, type GridSide } from "./buildGrid.ts";
import { parseCatalogSnapshot } from "./catalogSnapshot.ts";
import { csvLines } from "./csvLines.ts";
import { markdownLines } from "./markdownLines.ts";
import { matrixCallers } from "./matrixCallers.ts";
import type { MatrixEffect } from "./matrixEffect.ts";
import type { MatrixGrid } from "./matrixGrid.ts";
import type { ComparisonTarget, MatrixMemento } from "./matrixMemento.ts";
import { matrixInParts } from "./matrixInParts.ts";
import { connectTo, noticeOf, toMatrixModel, type Comparand } from "./matrixModel.ts";
import type { MatrixQuery } from "./matrixQuery.ts";
import { selectView, type MatrixView } from "./selectView.ts";

/** The state of one matrix, and what each intent does to it. */
export class LiveMatrix implements AccessMatrixPanel {
  readonly profile: ProfileId;
  readonly #parts: AccessMatrixParts;
  readonly #changed = new Emitter<void>();
  readonly #store = new DisposableStore();
  #query: MatrixQuery;
  #queryVersion = 1;
  #own: readonly Caller[];
  #comparison: ComparisonTarget | undefined;
  /** What a snapshot holds, or why it cannot be used; undefined while it is being read. */
  #snapshot: Catalog | string | undefined;
  #made: Made | undefined;
  /** What is being made now; whatever was begun before it is dropped. */
  #making: Ingredients | undefined;
  #failure: string | undefined;
  #view: MatrixView | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(parts: AccessMatrixParts, { profile, query, own, comparison }: MatrixMemento) {
    this.#parts = parts;
    this.profile = profile;
    this.#query = query;
    this.#own = own;
    this.#store.add(this.#changed);
    this.#store.add(parts.sessions.onDidChange(() => this.#follow()));
    if (comparison) this.compareWith(comparison);
    else this.#follow();
  }

  get title(): string {
    const name = this.#parts.sessions.get(this.profile)?.profile.name;
    return name === undefined ? "Access matrix" : `Access matrix: ${name}`;
  }

  get grid(): MatrixGrid | undefined {
    return this.#made?.grid;
  }

  get view(): MatrixView | undefined {
    return this.#view;
  }

  get model(): Model {
    const session = this.#parts.sessions.get(this.profile);
    return toMatrixModel({
      session,
      memento: {
        profile: this.profile,
        query: this.#query,
        own: this.#own,
        comparison: this.#comparison,
      },
      queryVersion: this.#queryVersion,
      grid: this.grid,
      view: this.#view,
      busy: this.#making !== undefined,
      failure: this.#failure,
      comparand: this.#comparison && this.#comparand(this.#comparison),
    });
  }

  handle(intent: Intent): MatrixEffect | undefined {
    switch (intent.kind) {
      case "ready":
        return undefined;
      case "show":
        return this.#show(intent.query);
      case "explain":
        return this.#explain(intent);
      case "showCallers":
        return { ...intent, profile: this.profile };
      case "chooseCallers":
        return this.#askCallers();
      case "addCaller": {
        const catalog = catalogOf(this.#parts.sessions.get(this.profile));
        return catalog && { kind: "askCaller", catalog };
      }
      case "removeCallers":
        return this.#removeCallers();
      case "compare":
        return { kind: "askComparison", profile: this.profile };
      case "stopComparing":
        return this.#stopComparing();
      case "connectOther": {
        const remedy = this.#comparison && this.#comparand(this.#comparison).remedy;
        return remedy && { kind: "runRemedy", remedy };
      }
      case "export":
        return this.#export(intent.format);
      case "runRemedy": {
        const remedy = noticeOf(this.#parts.sessions.get(this.profile), this.grid)?.remedy;
        return remedy && { kind: "runRemedy", remedy };
      }
      default:
        return assertNever(intent);
    }
  }

  showCallers(keys: readonly string[] | undefined): void {
    this.#setQuery({ ...this.#query, callers: keys });
  }

  addCaller(caller: Caller): void {
    const key = callerKey(caller);
    if (!this.#own.some((one) => callerKey(one) === key)) this.#own = [...this.#own, caller];
    const { callers } = this.#query;
    if (callers && !callers.includes(key)) this.showCallers([...callers, key]);
    this.#follow();
  }

  compareWith(target: ComparisonTarget): void {
    this.#comparison = target;
    this.#snapshot = undefined;
    if (target.kind === "snapshot") void this.#readSnapshot(target);
    this.#follow();
  }

  dispose(): void {
    this.#making = undefined;
    this.#store.dispose();
  }

  #show(query: MatrixQuery): undefined {
    this.#query = query;
    this.#select();
    this.#changed.fire();
  }

  /** The host itself changes the query, so that the page has to take it over. */
  #setQuery(query: MatrixQuery): void {
    this.#queryVersion += 1;
    this.#show(query);
  }

  #explain({ method, path, caller }: Extract<Intent, { kind: "explain" }>) {
    const known = this.#made?.callers.find((one) => callerKey(one) === caller);
    return (
      known && ({ kind: "explain", profile: this.profile, caller: known, method, path } as const)
    );
  }

  #askCallers(): MatrixEffect | undefined {
    const { grid } = this;
    if (!grid) return undefined;
    const callers = this.#query.callers ?? grid.callers.map(({ key }) => key);
    return { kind: "askCallers", callers: grid.callers, chosen: callers };
  }

  #removeCallers(): undefined {
    const gone = this.#own.map(callerKey);
    this.#own = [];
    const { callers, sortBy } = this.#query;
    const left = callers?.filter((key) => !gone.includes(key));
    this.#setQuery({
      ...this.#query,
      callers: left?.length === 0 ? undefined : left,
      sortBy: sortBy !== undefined && gone.includes(sortBy) ? undefined : sortBy,
    });
    this.#follow();
  }

  #stopComparing(): undefined {
    this.#comparison = this.#snapshot = undefined;
    if (this.#query.onlyDifferent) this.#setQuery({ ...this.#query, onlyDifferent: false });
    this.#follow();
  }

  #export(format: ExportFormat): MatrixEffect | undefined {
    const [grid, view, made] = [this.grid, this.#view, this.#made];
    const session = this.#parts.sessions.get(this.profile);
    if (!grid || !view || !made) return undefined;
    const schema = made.here.schema.name;
    const otherName = grid.there && this.#comparison && this.#comparand(this.#comparison).name;
    const title = `Who can call what: ${schema} on ${session?.profile.name ?? schema}`;
    const source = { grid, view, title, otherName };
    const name = `${made.here.schema.alias || schema}-access`.replaceAll(/[^\p{L}\p{N}-]+/gu, "-");
    const lines = format === "csv" ? csvLines(source) : markdownLines(source);
    return { kind: "save", name: name.toLowerCase(), format, lines };
  }

  async #readSnapshot(target: Extract<ComparisonTarget, { kind: "snapshot" }>): Promise<void> {
    let found: Catalog | string;
    try {
      const text = await this.#parts.readSnapshot(target.uri);
      found = parseCatalogSnapshot(text) ?? `${target.name} is not a catalog snapshot.`;
    } catch (error) {
      this.#parts.log.warn(`A catalog snapshot cannot be read: ${messageOf(error)}`);
      found = `${target.name} cannot be read.`;
    }
    if (this.#comparison !== target) return;
    this.#snapshot = found;
    this.#follow();
  }

  #comparand(target: ComparisonTarget): Comparand {
    if (target.kind === "snapshot") {
      const found = this.#snapshot;
      const problem = typeof found === "string" ? found : undefined;
      const catalog = typeof found === "object" ? found : undefined;
      return { name: target.name, catalog, problem, remedy: undefined };
    }
    const session = this.#parts.sessions.get(target.profile);
    const catalog = catalogOf(session);
    const name = session?.profile.name ?? "a removed connection";
    if (catalog) return { name, catalog, problem: undefined, remedy: undefined };
    if (session?.state.kind === "opening") {
      return { name, catalog, problem: `Connecting to ${name} …`, remedy: undefined };
    }
    const remedy = session && connectTo(target.profile);
    return { name, catalog, problem: `${name} is not connected.`, remedy };
  }

  /** Makes the matrix anew when something that it is made of is another than before. */
  #follow(): void {
    const here = catalogOf(this.#parts.sessions.get(this.profile));
    const there = this.#comparison && this.#comparand(this.#comparison).catalog;
    if (here) {
      const wanted: Ingredients = { here, there, own: this.#own };
      if (!isSame(wanted, this.#making ?? this.#made)) void this.#make(wanted);
    }
    this.#changed.fire();
  }

  async #make(wanted: Ingredients): Promise<void> {
    this.#making = wanted;
    this.#failure = undefined;
    try {
      const made = await this.#parts.inSlices(make(wanted));
      if (this.#making !== wanted) return;
      this.#made = { ...wanted, ...made };
      this.#select();
    } catch (error) {
      if (this.#making !== wanted) return;
      this.#parts.log.error(error instanceof Error ? error : messageOf(error));
      this.#failure = messageOf(error);
    }
    this.#making = undefined;
    this.#changed.fire();
  }

  #select(): void {
    this.#view = this.grid && selectView(this.grid, this.#query);
  }
}

/** What a matrix is made of. */
interface Ingredients {
  readonly here: Catalog;
  readonly there: Catalog | undefined;
  readonly own: readonly Caller[];
}

interface Made extends Ingredients {
  readonly grid: MatrixGrid;
  readonly callers: readonly Caller[];
}

function isSame(one: Ingredients, other: Ingredients | undefined): boolean {
  return one.here === other?.here && one.there === other.there && one.own === other.own;
}

const anonymous: Caller = { kind: "anonymous" };

function* make({ here, there, own }: Ingredients): Generator<void, Pick<Made, "grid" | "callers">> {
  yield;
  const columns = matrixCallers(here, there, own);
  const callers = columns.map(({ caller }) => caller);
  const sideOf = function* (catalog: Catalog): Generator<void, GridSide> {
    const index = indexAccess(catalog);
    yield;
    // A client that is only in one of two schemas is a stranger to the other: there it fares as anybody does, and what
    // is public to both does not differ.
    const asked = there
      ? callers.map((one) => (credentialsOf(index, one).reason ? anonymous : one))
      : callers;
    return { matrix: yield* matrixInParts(index, asked), catalog };
  };
  const hereSide = yield* sideOf(here);
  const thereSide = there && (yield* sideOf(there));
  const grid = yield* buildGrid({ here: hereSide, there: thereSide, callers: columns });
  return { grid, callers };
}
