import { UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import { isLoopback } from "./isLoopback.ts";

/** What VS Code's settings and the environment say of proxies. */
export interface ProxySettings {
  /** `http.proxy`, or what the environment has in its place; may hold a login. */
  readonly address: Secret | undefined;
  /** `http.proxyAuthorization`: the value of a header. */
  readonly authorization: Secret | undefined;
  /** Hosts that are reached directly: `example.com`, `*.example.com`, `.example.com`, `example.com:8443`, `*`. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: whether the certificate of a proxy that is itself reached by TLS is checked. */
  readonly checksCertificate: boolean;
}

export interface HttpProxy {
  readonly host: string;
  readonly port: number;
  readonly tls: "none" | "checked" | "notChecked";
  /** The value of `proxy-authorization`. */
  readonly authorization: Secret | undefined;
}

/**
 * The proxy by which a server is reached; undefined when it is reached directly, as this machine itself always is.
 * Throws `UserFacingError` proxyFailed when the setting is not understood; its value is not repeated, for it may hold a
 * password.
 */
export function httpProxyFor(url: URL, settings: ProxySettings): HttpProxy | undefined {
  const { address, noProxy, checksCertificate } = settings;
  const text = address?.reveal().trim() ?? "";
  if (text === "" || isLoopback(url) || noProxy.some((pattern) => matches(url, pattern))) {
    return undefined;
  }
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const proxy = URL.canParse(complete) ? new URL(complete) : undefined;
  if (!proxy || !/^https?:$/.test(proxy.protocol) || proxy.hostname === "") throw notUnderstood();
  const isTls = proxy.protocol === "https:";
  return {
    host: withoutBrackets(proxy.hostname),
    port: Number(proxy.port || (isTls ? 443 : 80)),
    tls: !isTls ? "none" : checksCertificate ? "checked" : "notChecked",
    authorization: settings.authorization ?? loginOf(proxy),
  };
}

function loginOf({ username, password }: URL): Secret | undefined {
  if (username === "" && password === "") return undefined;
  const login = `${decoded(username)}:${decoded(password)}`;
  return new Secret(`Basic ${Buffer.from(login, "utf8").toString("base64")}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that begins no code stands for itself.
    return text;
  }
}

function matches(url: URL, pattern: string): boolean {
  const wanted = pattern.trim().toLowerCase();
  if (wanted === "*") return true;
  // An IPv6 address without brackets is full of colons, and has no port.
  const [, name = wanted, port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(wanted) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) {
    return false;
  }
  const domain = name.replace(/^\*?\./, "");
  if (domain === "") return false;
  const host = withoutBrackets(url.hostname);
  return host === withoutBrackets(domain) || host.endsWith(`.${domain}`);
}

export function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

function notUnderstood(): UserFacingError {
  return new UserFacingError({
    code: "proxyFailed",
    message: "The address of the proxy is not understood.",
    why: "VS Code's setting http.proxy, or HTTPS_PROXY in the environment, should look like http://proxy.example.com:8080.",
  });
}
