import type { AccessIndex } from "../access/accessIndex.ts";
import type { Endpoint } from "../access/endpoints.ts";
import { productEndpoints } from "../access/productEndpoints.ts";
import { protectionOfRoute, type Protector } from "../access/protection.ts";
import { firstVariable } from "../access/routePattern.ts";
import { normalBasePath } from "../access/schemaPath.ts";
import type { Module } from "../model/catalog.ts";
import type { ModuleName } from "../model/names.ts";
import { groupInto } from "./groupInto.ts";
import { patternMistakesOf, type PatternMistake } from "./patternMistakes.ts";
import { patternUseOf } from "./patternUse.ts";

/**
 * Everything of a schema that anybody can call (assumption `noPrivilegeMeansPublic`), each endpoint once, under what is
 * the reason for it.
 */
export interface Exposures {
  /** Meant to be covered by a pattern that is mistaken. */
  readonly mistaken: ReadonlyMap<PatternMistake, readonly Endpoint[]>;
  /** `/x`, where `/x/*` is mapped (assumption `wildcardLeavesBarePath`). */
  readonly bare: ReadonlyMap<Protector, readonly Endpoint[]>;
  /** Below `/x`, where `/x` is mapped without a star. */
  readonly below: ReadonlyMap<Protector, readonly Endpoint[]>;
  /** Handlers that no pattern is near. */
  readonly modules: ReadonlyMap<ModuleName, ModuleExposure>;
  /** By the object's name. */
  readonly objects: ReadonlyMap<string, readonly Endpoint[]>;
  readonly catalogs: readonly Endpoint[];
  readonly soda: readonly Endpoint[];
  /** Paths with variables of which a privilege covers some values; the rest is open. */
  readonly partly: ReadonlySet<string>;
}

export interface ModuleExposure {
  readonly module: Module;
  readonly endpoints: readonly Endpoint[];
  /** Whether nothing of the module is protected. */
  readonly whole: boolean;
}

const known = new WeakMap<AccessIndex, Exposures>();

/**
 * Found once for an index. Nothing is exposed where the schema is not enabled, nor where the privileges could not be
 * read.
 */
export function exposuresOf(index: AccessIndex): Exposures {
  let found = known.get(index);
  if (found === undefined) {
    found = findExposures(index);
    known.set(index, found);
  }
  return found;
}

function findExposures(index: AccessIndex): Exposures {
  const { catalog, protection } = index;
  const answers = catalog.schema.enabled && protection.readable;
  const all = answers ? [...index.endpoints.endpoints, ...productEndpoints] : [];
  const openness = once((path) => opennessOf(index, path));
  const open = all.filter(
    ({ kind, published, path }) => published && kind !== "sql" && openness(path) !== "covered",
  );
  const partly = new Set(
    open.map(({ path }) => path).filter((path) => openness(path) === "partlyOpen"),
  );
  const cause = causeOf(index);
  const causes = open.map((endpoint) => ({ endpoint, ...cause(endpoint) }));
  const plain = causes.flatMap(({ endpoint, mistake, bare, below }) =>
    mistake || bare || below ? [] : [endpoint],
  );
  const of = (kind: Endpoint["kind"]): readonly Endpoint[] =>
    plain.filter((one) => one.kind === kind);
  return {
    mistaken: groupInto(causes, ({ mistake, endpoint }) => mistake && [mistake, endpoint]),
    bare: groupInto(causes, ({ bare, endpoint }) => bare && [bare, endpoint]),
    below: groupInto(causes, ({ below, endpoint }) => below && [below, endpoint]),
    modules: groupModules(index, of("handler"), partly),
    objects: groupInto(of("object"), (endpoint) => {
      return endpoint.ref?.kind === "object" ? [endpoint.ref.name, endpoint] : undefined;
    }),
    catalogs: of("catalog"),
    soda: of("soda"),
    partly,
  };
}

/** Asked once for each path, whatever its methods. */
function once<T>(ask: (path: string) => T): (path: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (path) => {
    let kept = answers.get(path);
    if (kept === undefined) {
      kept = { answer: ask(path) };
      answers.set(path, kept);
    }
    return kept.answer;
  };
}

function opennessOf({ protection }: AccessIndex, path: string): "open" | "partlyOpen" | "covered" {
  const found = protectionOfRoute(protection, path);
  if (found.kind === "public") return "open";
  return found.kind === "partly" && found.by.length === 0 ? "partlyOpen" : "covered";
}

interface Cause {
  readonly mistake?: PatternMistake | undefined;
  readonly bare?: Protector | undefined;
  readonly below?: Protector | undefined;
}

function causeOf(index: AccessIndex): (endpoint: Endpoint) => Cause {
  const { protection, catalog } = index;
  const mistakes = patternMistakesOf(index);
  const basePaths = new Map(
    catalog.modules.map(({ name, basePath }) => [name, normalBasePath(basePath)]),
  );
  const mistakeOf = once((path): PatternMistake | undefined => {
    if (mistakes.mistakes.length === 0) return undefined;
    const meant = protectionOfRoute(mistakes.mended, path);
    const by =
      meant.kind === "protected" || meant.kind === "partly" ? firstOf(meant.by) : undefined;
    return by && mistakes.mistakeOf(by.privilege, by.pattern.text);
  });
  const belowOf = ({ path, ref }: Endpoint): Protector | undefined => {
    const variable = firstVariable(path);
    const parent = variable === undefined ? undefined : path.slice(0, variable - 1);
    const item = parent === undefined ? undefined : exactOf(index, parent);
    if (item) return item;
    const base = ref?.kind === "handler" ? basePaths.get(ref.module)?.slice(0, -1) : undefined;
    const whole = base === undefined || base === "" ? undefined : exactOf(index, base);
    // A path that answers by itself may well be meant alone.
    return whole && patternUseOf(index).get(whole)?.meets === 0 ? whole : undefined;
  };
  return (endpoint) => {
    const mistake = mistakeOf(endpoint.path);
    if (mistake) return { mistake };
    if (endpoint.kind !== "handler") return {};
    const bare =
      firstVariable(endpoint.path) === undefined
        ? firstOf(
            protection.wildcards.get(`${endpoint.path}/`)?.filter(({ via }) => via === "pattern"),
          )
        : undefined;
    return bare ? { bare } : { below: belowOf(endpoint) };
  };
}

function exactOf({ protection }: AccessIndex, path: string): Protector | undefined {
  return firstOf(protection.exact.get(path)) ?? firstOf(protection.exact.get(`${path}/`));
}

/** Of privileges on the same paths always the same one: a finding that was accepted is known again by it. */
function firstOf(protectors: readonly Protector[] = []): Protector | undefined {
  return protectors.toSorted((a, b) => (a.privilege.name < b.privilege.name ? -1 : 1))[0];
}

function groupModules(
  index: AccessIndex,
  open: readonly Endpoint[],
  partly: ReadonlySet<string>,
): ReadonlyMap<ModuleName, ModuleExposure> {
  const { catalog, endpoints } = index;
  const groups = groupInto(open, (endpoint) => {
    return endpoint.ref?.kind === "handler" ? [endpoint.ref.module, endpoint] : undefined;
  });
  const totals = new Map<ModuleName, number>();
  for (const { ref } of endpoints.endpoints) {
    if (ref?.kind === "handler") totals.set(ref.module, (totals.get(ref.module) ?? 0) + 1);
  }
  return new Map(
    catalog.modules.flatMap((module) => {
      const own = groups.get(module.name);
      if (!own) return [];
      const whole =
        own.length === totals.get(module.name) && !own.some(({ path }) => partly.has(path));
      return [[module.name, { module, endpoints: own, whole }]];
    }),
  );
}
