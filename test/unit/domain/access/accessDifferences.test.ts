import fc from "fast-check";
import { expect, test } from "vitest";
import { accessDifferences } from "../../../../src/domain/access/accessDifferences.ts";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { allEndpoints } from "../../../../src/domain/access/accessMatrix.ts";
import { accessSheetOf } from "../../../../src/domain/access/accessSheet.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import { callerKey } from "../../../../src/domain/access/callerInWords.ts";
import type { Verdict } from "../../../../src/domain/access/decision.ts";
import { type Endpoint, endpointKey } from "../../../../src/domain/access/endpoints.ts";
import { evaluateEndpoint } from "../../../../src/domain/access/evaluateAccess.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import { applyWithRenames } from "../../../../src/domain/model/applyWithRenames.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { anyScript, anySecuredCatalog } from "../../../support/securedCatalogArbitraries.ts";

test("says what asking about every endpoint and every caller says", () => {
  fc.assert(
    fc.property(anySecuredCatalog, anyScript, (before, changes) => {
      const after = applyChanges(before, changes);
      const found = new Map(
        accessDifferences(before, after).endpoints.map((one) => [
          `${one.from ?? ""} ${endpointKey(one.endpoint)}`,
          one,
        ]),
      );
      const callers = everyCaller(before, after);
      for (const [was, now] of pairsOf(before, after)) {
        const endpoint = now ?? was;
        // Without a privilege there is no sign that it is there.
        if (endpoint?.kind === "soda" && !isGuarded(before, was)) continue;
        const isMoved = was && now && was.path !== now.path;
        const one = found.get(
          `${isMoved ? was.path : ""} ${endpoint ? endpointKey(endpoint) : ""}`,
        );
        const told = new Map(one?.callers.map((each) => [callerKey(each.caller), each]));
        const same = new Set(one?.unchanged.map(callerKey));
        for (const caller of callers) {
          const key = callerKey(caller);
          const each =
            told.get(key) ?? (same.has(key) ? undefined : told.get(callerKey(plain(caller))));
          const expected = [verdictOf(before, caller, was), verdictOf(after, caller, now)];
          const differs = reach(expected[0]) !== reach(expected[1]);
          expect([key, each && [reach(each.was), reach(each.now)]]).toEqual([
            key,
            differs ? expected.map(reach) : undefined,
          ]);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("a catalog that was prepared with the help of a similar one is as if it were not", () => {
  fc.assert(
    fc.property(anySecuredCatalog, anyScript, (before, changes) => {
      const after = applyChanges(before, changes);
      const sheet = accessSheetOf(after, accessSheetOf(before));
      const fresh = accessSheetOf({ ...after });
      const keys = (one: typeof sheet) => [...one.entries].map(([key, { guard }]) => [key, guard]);
      expect(keys(sheet)).toEqual(keys(fresh));
    }),
    { numRuns: 400 },
  );
});

test("a new name changes nobody's access", () => {
  fc.assert(
    fc.property(anySecuredCatalog, fc.constantFrom("a", "b"), (before, name) => {
      const { after, renames } = applyWithRenames(before, [
        {
          kind: "renameModule",
          name: `m${name}` as never,
          newName: "new" as never,
          newBasePath: undefined,
        },
        { kind: "renameClient", name: `c${name}` as never, newName: "new" as never },
        { kind: "renameRole", name: `r${name}` as never, newName: "new" as never },
        { kind: "renamePrivilege", name: `p${name}` as never, newName: "new" as never },
      ]);
      expect(accessDifferences(before, after, { renames }).endpoints).toEqual([]);
    }),
  );
});

/** By method and path, and what is left by the thing that answers. */
function pairsOf(
  before: Catalog,
  after: Catalog,
): readonly (readonly [Endpoint | undefined, Endpoint | undefined])[] {
  const was = answering(before);
  const now = answering(after);
  const gone = [...was].filter(([key]) => !now.has(key)).map(([, one]) => one);
  const fresh = [...now].filter(([key]) => !was.has(key)).map(([, one]) => one);
  const pairs: (readonly [Endpoint | undefined, Endpoint | undefined])[] = [...now].flatMap(
    ([key, one]) => (was.has(key) ? [[was.get(key), one] as const] : []),
  );
  for (const one of gone) {
    const place = fresh.findIndex((other) => isSameThing(one, other));
    pairs.push([one, place < 0 ? undefined : fresh.splice(place, 1)[0]]);
  }
  return [...pairs, ...fresh.map((one) => [undefined, one] as const)];
}

function isSameThing(one: Endpoint, other: Endpoint): boolean {
  const { ref } = one;
  if (!ref || one.method !== other.method || ref.kind !== other.ref?.kind) return false;
  if (ref.kind === "handler") return JSON.stringify(ref) === JSON.stringify(other.ref);
  const last = (path: string) => path.split("/").at(-1);
  return JSON.stringify(ref) === JSON.stringify(other.ref) && last(one.path) === last(other.path);
}

function answering(catalog: Catalog): ReadonlyMap<string, Endpoint> {
  const found = new Map<string, Endpoint>();
  if (!catalog.schema.enabled) return found;
  for (const one of allEndpoints(indexAccess(catalog))) {
    if (one.published && !found.has(endpointKey(one))) found.set(endpointKey(one), one);
  }
  return found;
}

function everyCaller(...catalogs: readonly Catalog[]): readonly Caller[] {
  const roles = [
    ...new Set(catalogs.flatMap(({ privileges }) => privileges.flatMap((p) => p.roles))),
  ];
  const scopes = [...new Set(catalogs.flatMap(({ privileges }) => privileges.map((p) => p.name)))];
  const lists = [[], ...roles.map((one) => [one])];
  const own = lists.filter(([role]) => role !== "SQL Developer");
  const callers = catalogs.flatMap(({ clients, jwtProfile }): readonly Caller[] => [
    { kind: "anonymous" },
    ...own.map((held) => ({ kind: "user", roles: held }) as const),
    ...clients.flatMap(({ name, grantType }): readonly Caller[] =>
      grantType === "client_credentials"
        ? [{ kind: "client", name }]
        : lists.map((held) => ({ kind: "endUser", client: name, roles: held }) as const),
    ),
    ...(jwtProfile
      ? [
          ...lists.map((held) => ({ kind: "jwt", scopes: [], roles: held }) as const),
          ...scopes.map((scope) => ({ kind: "jwt", scopes: [scope], roles: [] }) as const),
        ]
      : []),
  ]);
  return [...new Map(callers.map((one) => [callerKey(one), one])).values()];
}

function plain(caller: Caller): Caller {
  if (caller.kind === "jwt") return { ...caller, roles: [], scopes: [] };
  return caller.kind === "user" || caller.kind === "endUser" ? { ...caller, roles: [] } : caller;
}

function isGuarded(catalog: Catalog, endpoint: Endpoint | undefined): boolean {
  if (!endpoint) return false;
  const { reasons } = evaluateEndpoint(indexAccess(catalog), { kind: "anonymous" }, endpoint);
  return reasons.every(({ kind }) => kind !== "outsideCatalog");
}

/** Whoever is not there counts as anonymous. */
function verdictOf(catalog: Catalog, caller: Caller, endpoint: Endpoint | undefined): Verdict {
  if (!endpoint) return "notFound";
  return evaluateEndpoint(
    indexAccess(catalog),
    isThere(catalog, caller) ? caller : { kind: "anonymous" },
    endpoint,
  ).verdict;
}

function isThere({ clients, jwtProfile }: Catalog, caller: Caller): boolean {
  const has = (name: string, isMachine: boolean): boolean =>
    clients.some(
      (one) => one.name === name && (one.grantType === "client_credentials") === isMachine,
    );
  if (caller.kind === "client") return has(caller.name, true);
  if (caller.kind === "endUser") return has(caller.client, false);
  return caller.kind !== "jwt" || jwtProfile !== undefined;
}

function reach(verdict: Verdict | undefined): Verdict | undefined {
  return verdict === "notFound" ? "denied" : verdict;
}
