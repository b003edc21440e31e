import { isLoopback } from "../http/isLoopback.ts";

export type NormalizedBaseUrl =
  | {
      readonly kind: "address";
      /** As `ConnectionProfile.baseUrl` wants it. */
      readonly baseUrl: string;
      /** The alias, when the pasted address goes on beyond ORDS' root. */
      readonly alias: string | undefined;
    }
  | { readonly kind: "problem"; readonly message: string };

/**
 * The address of ORDS in whatever a person pastes: with or without `https://`, `/ords`, an alias, the address of a
 * service, of REST-Enabled SQL or of a token endpoint behind it, blanks and brackets around it.
 */
export function normalizeBaseUrl(text: string): NormalizedBaseUrl {
  const typed = text.trim().replace(/^["'<(]+|["'>)]+$/g, "");
  if (typed === "") return problem("Enter the address of ORDS, such as https://host:8443/ords.");
  if (/^jdbc:/i.test(typed)) {
    return problem(
      "This leads to the database. ORDS has a web address, such as https://host:8443/ords.",
    );
  }
  const url = parseAddress(typed);
  if (!url) return problem("This is no address. It looks like https://host:8443/ords.");
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return problem("The address has to begin with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "") {
    return problem("Leave user and password out of the address; they are asked for next.");
  }
  const { root, rest } = cutAtRoot(url.pathname.split("/").filter((part) => part !== ""));
  const [alias] = rest;
  return {
    kind: "address",
    baseUrl: [url.origin, ...root].join("/"),
    alias: alias === undefined || isNoAlias(alias) ? undefined : decoded(alias),
  };
}

function parseAddress(typed: string): URL | undefined {
  if (/\s/.test(typed)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  if (hasScheme) return URL.canParse(typed) ? new URL(typed) : undefined;
  const secure = `https://${typed}`;
  if (!URL.canParse(secure)) return undefined;
  const url = new URL(secure);
  // ORDS on one's own machine usually speaks plain http, at any port but these.
  const plain = isLoopback(url) && url.port !== "" && !url.port.endsWith("443");
  return plain ? new URL(`http://${typed}`) : url;
}

/**
 * Where ORDS' root ends: after `ords`; before the alias where the address is one of a service that every schema has;
 * else the whole path is taken for the root, since a proxy may give it any name.
 */
function cutAtRoot(path: readonly string[]): Cut {
  const ords = path.findIndex((part) => part.toLowerCase() === "ords");
  if (ords >= 0) return { root: path.slice(0, ords + 1), rest: path.slice(ords + 1) };
  const service = path.findIndex((part, at) => at > 0 && servicesOfSchemas.includes(part));
  if (service > 0) return { root: path.slice(0, service - 1), rest: path.slice(service - 1) };
  return path.length === 0 ? { root: ["ords"], rest: [] } : { root: path, rest: [] };
}

interface Cut {
  readonly root: readonly string[];
  readonly rest: readonly string[];
}

const servicesOfSchemas: readonly string[] = ["_", "oauth", "open-api-catalog", "metadata-catalog"];

/** What stands in the place of an alias in addresses of Database Actions and of APEX. */
const otherPrograms: readonly string[] = ["sql-developer", "apex", "f", "r", "wwv_flow.accept"];

function isNoAlias(part: string): boolean {
  return part.startsWith("_") || otherPrograms.includes(part.toLowerCase());
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that begins no code stands for itself.
    return part;
  }
}

function problem(message: string): NormalizedBaseUrl {
  return { kind: "problem", message };
}
