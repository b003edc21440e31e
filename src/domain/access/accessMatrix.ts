import type { OAuthClient, Privilege } from "../model/catalog.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import type { Verdict } from "./decision.ts";
import { moduleOf, type Endpoint } from "./endpoints.ts";
import { presumedOf, verdictOf } from "./evaluateProtection.ts";
import { guardingOfRoute, privilegesOf, type Guarding } from "./guarding.ts";
import { judgeGuarding } from "./judgeGuarding.ts";
import { productEndpoints, sqlProtector } from "./productEndpoints.ts";
import {
  credentialsOf,
  satisfactionOf,
  type Credentials,
  type Satisfaction,
} from "./satisfaction.ts";

/**
 * Who may call what, for every caller and every endpoint. Endpoints that the same privileges guard in the same way
 * share a row of verdicts, so that ten million cells are a few hundred thousand decisions.
 */
export interface AccessMatrix {
  readonly callers: readonly Caller[];
  readonly endpoints: readonly Endpoint[];
  /** For each endpoint the number of its row; endpoints with the same row have the same verdicts. */
  readonly rowOf: Uint32Array;
  readonly rows: readonly MatrixRow[];
  verdictAt(endpoint: number, caller: number): Verdict;
  /** What it comes to when every assumption holds. */
  presumedAt(endpoint: number, caller: number): Verdict;
}

/** One verdict for each caller, as an index into `verdictCodes`. */
export interface MatrixRow {
  readonly verdicts: Uint8Array;
  readonly presumed: Uint8Array;
}

export const verdictCodes = ["allowed", "denied", "notFound", "unknown"] as const;

/**
 * Each cell is what `evaluateEndpoint` says. Without `endpoints` all that the schema offers, published or not, and the
 * services of ORDS itself.
 */
export function accessMatrix(
  index: AccessIndex,
  callers: readonly Caller[],
  endpoints: readonly Endpoint[] = allEndpoints(index),
): AccessMatrix {
  const rows: MatrixRow[] = [];
  const rowsByKey = new Map<string, number>();
  const rowOf = new Uint32Array(endpoints.length);
  const satisfied = createSatisfied(index, callers);
  const credentials = callers.map((caller) => credentialsOf(index, caller));
  const numbers = new Map<Privilege, number>();
  const numberOf = (privilege: Privilege): number => {
    const known = numbers.get(privilege);
    if (known !== undefined) return known;
    numbers.set(privilege, numbers.size);
    return numbers.size - 1;
  };
  for (const [place, endpoint] of endpoints.entries()) {
    const question = questionOf(index, endpoint);
    const key = keyOf(question, numberOf);
    let row = rowsByKey.get(key);
    if (row === undefined) {
      row = rows.length;
      rowsByKey.set(key, row);
      rows.push(toRow(question, credentials, satisfied));
    }
    rowOf[place] = row;
  }
  const codeAt = (what: keyof MatrixRow, endpoint: number, caller: number): Verdict => {
    const code = rows[rowOf[endpoint] ?? -1]?.[what][caller];
    const verdict = code === undefined ? undefined : verdictCodes[code];
    if (verdict === undefined) throw new RangeError("The matrix has no such cell.");
    return verdict;
  };
  return {
    callers,
    endpoints,
    rowOf,
    rows,
    verdictAt: (endpoint, caller) => codeAt("verdicts", endpoint, caller),
    presumedAt: (endpoint, caller) => codeAt("presumed", endpoint, caller),
  };
}

/** What can be asked about: the endpoints of the schema and the services of ORDS itself. */
export function allEndpoints(index: AccessIndex): readonly Endpoint[] {
  return [...index.endpoints.endpoints, ...productEndpoints];
}

/** What decides about an endpoint, for whoever calls. */
type Question =
  | { readonly kind: "same"; readonly verdict: Verdict }
  | { readonly kind: "guarded"; readonly guarding: Guarding; readonly isDoubtful: boolean };

function questionOf(index: AccessIndex, endpoint: Endpoint): Question {
  if (!index.catalog.schema.enabled || !endpoint.published) {
    return { kind: "same", verdict: "notFound" };
  }
  if (endpoint.kind === "sql") {
    const presumed = { by: [sqlProtector], overridden: [], need: "all" } as const;
    return { kind: "guarded", guarding: { presumed, otherwise: [] }, isDoubtful: false };
  }
  if (!index.protection.readable) return { kind: "same", verdict: "unknown" };
  const place = { path: endpoint.path, module: moduleOf(endpoint) };
  const guarding = guardingOfRoute(index.protection, place);
  // Without a privilege there is no sign in the catalog that SODA is there at all.
  const isDoubtful = endpoint.kind === "soda" && guarding.presumed.by.length === 0;
  return { kind: "guarded", guarding, isDoubtful };
}

function keyOf(question: Question, numberOf: (privilege: Privilege) => number): string {
  if (question.kind === "same") return question.verdict;
  const { presumed, otherwise } = question.guarding;
  const guardKey = (guard: Guarding["presumed"]): string => {
    const [only] = guard.by;
    if (only && guard.by.length === 1) return String(numberOf(only.privilege));
    const sorted = privilegesOf(guard)
      .map(numberOf)
      .toSorted((a, b) => a - b);
    return sorted.length > 1 ? `${guard.need}${sorted.join()}` : sorted.join();
  };
  let key = guardKey(presumed);
  for (const other of otherwise) key += ` ${other.because}:${guardKey(other)}`;
  return question.isDoubtful ? `?${key}` : `=${key}`;
}

type Satisfied = (privilege: Privilege, caller: number) => Satisfaction;

/** Each caller is asked once for each privilege; clients that it cannot tell apart are asked once together. */
function createSatisfied(index: AccessIndex, callers: readonly Caller[]): Satisfied {
  const clients = callers.map((caller) =>
    caller.kind === "client" ? index.clients.get(caller.name) : undefined,
  );
  const known = new Map<Privilege, Answers>();
  let last: Privilege | undefined;
  let answers: Answers = { byCaller: [], byStanding: [] };
  return (privilege, place) => {
    if (privilege !== last) {
      last = privilege;
      answers = known.get(privilege) ?? { byCaller: [], byStanding: [] };
      known.set(privilege, answers);
    }
    const found = answers.byCaller[place];
    if (found) return found;
    const caller = callers[place];
    if (!caller) throw new RangeError("The matrix has no such caller.");
    const client = clients[place];
    if (!client) return (answers.byCaller[place] = satisfactionOf(index, caller, privilege));
    const standing = standingOf(client, privilege);
    const shared = (answers.byStanding[standing] ??= satisfactionOf(index, caller, privilege));
    return (answers.byCaller[place] = shared);
  };
}

interface Answers {
  readonly byCaller: (Satisfaction | undefined)[];
  readonly byStanding: (Satisfaction | undefined)[];
}

/** All that a privilege sees of a client: clients with the same number satisfy it, or not, for the same reasons. */
function standingOf(client: OAuthClient, privilege: Privilege): number {
  if (client.grantType !== "client_credentials") return 0;
  const hasRole = privilege.roles.some((role) => client.roles.includes(role));
  const isListed = client.privileges.includes(privilege.name);
  const hasAutoRest = client.roles.some((role) => role.startsWith("oracle.dbtools."));
  return 1 + Number(hasRole) + 2 * Number(isListed) + 4 * Number(hasAutoRest);
}

/** `all` are the credentials of each caller. */
function toRow(question: Question, all: readonly Credentials[], satisfied: Satisfied): MatrixRow {
  const verdicts = new Uint8Array(all.length);
  const presumed = new Uint8Array(all.length);
  if (question.kind === "same") {
    const code = verdictCodes.indexOf(question.verdict);
    return { verdicts: verdicts.fill(code), presumed: presumed.fill(code) };
  }
  let caller = 0;
  const satisfactions = (privilege: Privilege): Satisfaction => satisfied(privilege, caller);
  for (const credentials of all) {
    const judgement = judgeGuarding(question.guarding, { credentials, satisfactions });
    const believed = verdictCodes.indexOf(presumedOf(judgement));
    presumed[caller] = believed;
    verdicts[caller] = question.isDoubtful
      ? verdictCodes.indexOf("unknown")
      : verdictCodes.indexOf(verdictOf(judgement));
    caller += 1;
  }
  return { verdicts, presumed };
}
