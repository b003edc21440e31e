import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { Draft, Row } from "./draft.ts";

/** The pages that a collection leads to, in the order in which they are offered. */
export const pageRels = ["first", "prev", "next"] as const;
export type PageRel = (typeof pageRels)[number];

export interface PageLink {
  readonly rel: PageRel;
  /** Below the schema, with its query. */
  readonly path: string;
}

/**
 * The links of a collection to its other pages. One that leads out of the schema is not followed: with it the token
 * would leave, too. `text` is JSON, or the end of it where the links stand last, as ORDS writes them.
 */
export function pageLinksOf(text: string, schemaUrl: string): readonly PageLink[] {
  const links = linksOf(text);
  return pageRels.flatMap((rel): readonly PageLink[] => {
    const href = links.find((link) => isRecord(link) && link["rel"] === rel);
    const path = isRecord(href) ? pathOf(href["href"], schemaUrl) : undefined;
    return path === undefined ? [] : [{ rel, path }];
  });
}

/** The draft that asks for such a page, as the same caller and with the same headers. */
export function draftForPage(draft: Draft, { path }: PageLink): Draft {
  // A question mark may stand in the query once more.
  const [address = ""] = path.split("?", 1);
  const query = path.slice(address.length + 1);
  const rows = [...new URLSearchParams(query)].map(([name, value]): Row => ({ name, value }));
  return { ...draft, method: "GET", address, parameters: [], query: rows, body: "" };
}

function linksOf(text: string): readonly unknown[] {
  const last = text.lastIndexOf('"links"');
  const answer = parseJson(text) ?? (last < 0 ? undefined : parseJson(`{${text.slice(last)}`));
  const links = isRecord(answer) ? answer["links"] : undefined;
  return Array.isArray(links) ? links : [];
}

function pathOf(href: unknown, schemaUrl: string): string | undefined {
  if (typeof href !== "string" || !URL.canParse(href) || !URL.canParse(schemaUrl)) return undefined;
  const url = new URL(href);
  const home = new URL(schemaUrl);
  const root = `${home.pathname.replace(/\/$/, "")}/`;
  if (url.origin !== home.origin || !url.pathname.startsWith(root)) return undefined;
  return `${url.pathname.slice(root.length - 1)}${url.search}`;
}
