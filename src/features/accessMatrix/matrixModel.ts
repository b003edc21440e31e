import { assertNever } from "../../base/assertNever.ts";
import type { Remedy } from "../../base/errors.ts";
import { methods, type Catalog } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Session } from "../sessions/sessions.ts";
import type { Model, Notice } from "./accessMatrixProtocol.ts";
import type { MatrixGrid } from "./matrixGrid.ts";
import type { MatrixMemento } from "./matrixMemento.ts";
import type { MatrixView } from "./selectView.ts";

export interface MatrixState {
  readonly session: Session | undefined;
  readonly memento: MatrixMemento;
  readonly queryVersion: number;
  readonly grid: MatrixGrid | undefined;
  readonly view: MatrixView | undefined;
  readonly busy: boolean;
  /** Why the matrix could not be made. */
  readonly failure: string | undefined;
  readonly comparand: Comparand | undefined;
}

/** What a matrix is compared with, as far as it is there. */
export interface Comparand {
  readonly name: string;
  readonly catalog: Catalog | undefined;
  readonly problem: string | undefined;
  /** What mends the problem. */
  readonly remedy: Remedy | undefined;
}

export function toMatrixModel(state: MatrixState): Model {
  const { session, memento, grid, view, comparand } = state;
  const schema = session?.state.kind === "open" ? session.state.catalog.schema.name : "";
  return {
    connection: { name: session?.profile.name ?? "", schema },
    notice: toNotice(state),
    busy: state.busy,
    query: memento.query,
    queryVersion: state.queryVersion,
    methods,
    callersShown: grid && view ? callersInWords(view.columns.length, grid.callers.length) : "",
    hasOwnCallers: memento.own.length > 0,
    comparison: comparand && {
      name: comparand.name,
      problem: comparand.problem,
      buttonLabel: comparand.remedy?.label,
    },
    counts: grid && view ? countsInWords(grid, view) : "",
    memento,
  };
}

/** A notice, and what its button does. */
export interface MatrixNotice extends Omit<Notice, "buttonLabel"> {
  readonly remedy: Remedy | undefined;
}

/** What the state of the connection and what was read of the schema make necessary to say. */
export function noticeOf(
  session: Session | undefined,
  grid: MatrixGrid | undefined,
): MatrixNotice | undefined {
  if (!session) return plain("disconnected", "This connection was removed.");
  const { profile, state } = session;
  const connect = connectTo(profile.id);
  switch (state.kind) {
    case "opening":
      return plain("waiting", `Connecting to ${profile.name} …`);
    case "closed": {
      const since = grid ? ": this is how it was when the connection was closed." : ".";
      return { kind: "disconnected", text: `Not connected${since}`, remedy: connect };
    }
    case "failed": {
      const { message, remedy } = state.error;
      const isOffered = remedy !== undefined && remedy.action !== "retry";
      const text = `Not connected. ${message}`;
      return { kind: "failed", text, remedy: isOffered ? remedy : connect };
    }
    case "open":
      return doubtOf(state.catalog, grid);
    default:
      return assertNever(state);
  }
}

export function connectTo(profile: ProfileId): Remedy {
  return { label: "Connect", action: "connect", argument: profile };
}

function doubtOf(catalog: Catalog, grid: MatrixGrid | undefined): MatrixNotice | undefined {
  if (!catalog.schema.enabled) {
    return plain("doubt", "The schema is not enabled for ORDS, so nothing of it answers.");
  }
  const problems = catalog.problems.filter(({ severity }) => severity === "problem");
  const [first] = problems;
  if (first) {
    const more = problems.length === 1 ? "" : ` And ${problems.length - 1} more.`;
    return plain("doubt", `Not everything could be read. ${first.message}${more}`);
  }
  if (grid && catalog.modules.length === 0 && catalog.objects.length === 0) {
    const text = "There is no module and no AutoREST object yet: only what ORDS itself offers.";
    return plain("empty", text);
  }
  return undefined;
}

function plain(kind: Notice["kind"], text: string): MatrixNotice {
  return { kind, text, remedy: undefined };
}

function toNotice({ session, grid, failure }: MatrixState): Notice | undefined {
  if (failure !== undefined) {
    const text = `The matrix could not be made: ${failure}`;
    return { kind: "failed", text, buttonLabel: undefined };
  }
  const notice = noticeOf(session, grid);
  if (!notice) return undefined;
  return { kind: notice.kind, text: notice.text, buttonLabel: notice.remedy?.label };
}

function callersInWords(shown: number, all: number): string {
  if (shown === all) return all === 1 ? "1 caller" : `All ${count(all)} callers`;
  return `${count(shown)} of ${count(all)} callers`;
}

function countsInWords(grid: MatrixGrid, view: MatrixView): string {
  const all = grid.endpoints.length;
  const endpoints =
    view.endpoints === all ? count(all) : `${count(view.endpoints)} of ${count(all)}`;
  const callers = view.columns.length;
  return (
    `${endpoints} ${all === 1 ? "endpoint" : "endpoints"}, ` +
    `${count(callers)} ${callers === 1 ? "caller" : "callers"}; ${count(view.publicOnes)} public`
  );
}

function count(number: number): string {
  return number.toLocaleString("en");
}
