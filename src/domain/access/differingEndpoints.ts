import { groupBy } from "../../base/groupBy.ts";
import { methods } from "../model/catalog.ts";
import type { EndpointDifference } from "./accessDifferences.ts";
import type { Endpoint } from "./endpoints.ts";
import { listInWords } from "./nameInWords.ts";

/** Several endpoints that differ, as they stand in a sentence: "GET and POST /pay/runs/ and REST-Enabled SQL". */
export function differingEndpoints(differences: readonly EndpointDifference[]): string {
  return listInWords(differingPaths(differences), "and");
}

/** The same as a list: the methods of a path are told together. */
export function differingPaths(differences: readonly EndpointDifference[]): readonly string[] {
  const own = differences.filter(({ endpoint }) => !isOfProduct(endpoint));
  const paths = groupBy(own.toSorted(byPath), ({ endpoint, from, is }) => {
    return `${endpoint.path}${marks[is](from)}`;
  });
  return [
    ...[...paths].map(([path, group]) => {
      const names = group.map(({ endpoint }) => endpoint.method);
      return `${listInWords(names.toSorted(byMethod), "and")} ${path}`;
    }),
    ...productInWords(differences),
  ];
}

const marks: Readonly<Record<EndpointDifference["is"], (from: string | undefined) => string>> = {
  new: () => " (new)",
  gone: () => " (gone)",
  moved: (from = "") => ` (was ${from})`,
  there: () => "",
};

/** Named by what they are; a call of its own says little to who does not know its path. */
function productInWords(differences: readonly EndpointDifference[]): readonly string[] {
  const ofProduct = differences.filter(({ endpoint }) => isOfProduct(endpoint));
  return [...groupBy(ofProduct, ({ endpoint }) => endpoint.kind)].map(([kind, group]) => {
    const [only] = group;
    const call = only && group.length === 1 ? `${only.endpoint.method} ${only.endpoint.path}` : "";
    if (kind === "catalog") return call === "" ? "the metadata catalogs" : call;
    return `${kind === "sql" ? "REST-Enabled SQL" : "SODA"}${call === "" ? "" : ` (${call})`}`;
  });
}

function isOfProduct({ kind }: Endpoint): boolean {
  return kind === "catalog" || kind === "sql" || kind === "soda";
}

function byPath(a: EndpointDifference, b: EndpointDifference): number {
  if (a.endpoint.path === b.endpoint.path) return 0;
  return a.endpoint.path < b.endpoint.path ? -1 : 1;
}

function byMethod(a: Endpoint["method"], b: Endpoint["method"]): number {
  return methods.indexOf(a) - methods.indexOf(b);
}
