import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

/**
 * The rings, innermost first: what each may import, and from which packages. `types` may be named in
 * `import type` only. The same table stands in `src/README.md`.
 */
const rings: Readonly<Record<string, Ring>> = {
  base: { values: [], types: [], packages: [] },
  domain: { values: ["base"], types: [], packages: [] },
  plsql: { values: ["base", "domain"], types: [], packages: [] },
  services: {
    values: ["base", "domain", "plsql"],
    types: [],
    packages: [/^node:/, /^oauth4webapi$/, /^oracledb(\/|$)/],
  },
  practice: {
    values: ["base", "domain", "plsql"],
    types: [],
    packages: [/^node:/, /^sql\.js$/],
  },
  features: { values: ["base", "domain", "plsql"], types: ["services"], packages: [] },
  webviews: {
    values: ["base"],
    types: ["domain", "features"],
    packages: [/^lit$/, /^lit\//, /^@vscode-elements\/elements\//],
  },
  vscode: {
    values: ["base", "domain", "plsql", "features"],
    types: ["services", "practice"],
    packages: [/^vscode$/, /^node:/],
    // Nothing but types is in it: what it describes is another extension.
    typePackages: [/^@oracle\/sql-developer-api$/],
  },
  "extension.ts": {
    values: ["base", "domain", "plsql", "services", "practice", "features", "vscode"],
    types: [],
    packages: [/^vscode$/, /^node:/],
  },
};

interface Ring {
  readonly values: readonly string[];
  readonly types: readonly string[];
  readonly packages: readonly RegExp[];
  /** Named in `import type` only. */
  readonly typePackages?: readonly RegExp[];
}

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const src = resolve("src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .map((file) => file.split(sep).join("/"));
const imports = files.flatMap(importsOf);

test("every folder of src is a known ring", () => {
  const known = [...Object.keys(rings), "README.md"];
  expect(readdirSync(src).filter((entry) => !known.includes(entry))).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
  expect(imports.length).toBeGreaterThan(80);
});

test("imports go inwards, and only to the packages that a ring is allowed", () => {
  expect(imports.filter((one) => !isAllowed(one)).map(show)).toEqual([]);
});

test("the rule catches what it is there for", () => {
  const forbidden: readonly Import[] = [
    { file: "domain/a.ts", target: "node:fs", typeOnly: false },
    { file: "domain/a.ts", target: "vscode", typeOnly: true },
    { file: "features/a.ts", target: "../services/b.ts", typeOnly: false },
    { file: "services/a.ts", target: "../practice/b.ts", typeOnly: true },
    { file: "webviews/a/main.ts", target: "../../vscode/b.ts", typeOnly: true },
    { file: "vscode/a.ts", target: "oracledb", typeOnly: false },
    { file: "vscode/a.ts", target: "@oracle/sql-developer-api", typeOnly: false },
    { file: "services/a.ts", target: "@oracle/sql-developer-api", typeOnly: true },
    { file: "newRing/a.ts", target: "../base/b.ts", typeOnly: false },
  ];
  expect(forbidden.filter(isAllowed)).toEqual([]);
});

test("a relative import names its file with .ts", () => {
  const vague = imports.filter((one) => one.target.startsWith(".") && !one.target.endsWith(".ts"));
  expect(vague.map(show)).toEqual([]);
});

test("no file imports itself in a circle", () => {
  expect(circles()).toEqual([]);
});

test("no default exports, no barrels", () => {
  const text = (file: string): string => readFileSync(join(src, file), "utf8");
  expect(files.filter((file) => /^export default/m.test(text(file)))).toEqual([]);
  expect(files.filter((file) => /^export \*/m.test(text(file)))).toEqual([]);
  expect(files.filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual([]);
});

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const ring = rings[ringOf(file)];
  if (!ring) return false;
  if (!target.startsWith(".")) {
    const packages = [...ring.packages, ...(typeOnly ? (ring.typePackages ?? []) : [])];
    return packages.some((allowed) => allowed.test(target));
  }
  const targetRing = ringOf(relative(src, resolve(src, dirname(file), target)));
  return (
    targetRing === ringOf(file) ||
    ring.values.includes(targetRing) ||
    (typeOnly && ring.types.includes(targetRing))
  );
}

function ringOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? "";
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), "utf8");
  const declarations = /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)";/gm;
  const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;
  return [
    ...[...text.matchAll(declarations)].map((match) => ({
      file,
      target: match[2] ?? "",
      typeOnly: match[1] !== undefined,
    })),
    ...[...text.matchAll(dynamic)].map((match) => ({
      file,
      target: match[1] ?? "",
      typeOnly: false,
    })),
  ];
}

/** Circles among values; types may refer to each other, since they are gone at run time. */
function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target, typeOnly } of imports) {
    if (typeOnly || !target.startsWith(".")) continue;
    const to = relative(src, resolve(src, dirname(file), target))
      .split(sep)
      .join("/");
    next.set(file, [...(next.get(file) ?? []), to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function show({ file, target, typeOnly }: Import): string {
  return `${file} → ${target}${typeOnly ? " (type)" : ""}`;
}
