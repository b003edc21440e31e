import { workspace } from "vscode";
import { Secret } from "../base/secret.ts";
import type { ProxySettings } from "../services/http/httpProxy.ts";

/** VS Code's own settings of proxies, and what it takes from the environment in their place. */
export function readProxySettings(): ProxySettings {
  const settings = workspace.getConfiguration("http");
  const text = (name: string): string => {
    const value = settings.get<unknown>(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const noProxy = settings.get<unknown>("noProxy");
  const listed = Array.isArray(noProxy) ? noProxy.filter((one) => typeof one === "string") : [];
  const isOff = text("proxySupport") === "off";
  const address = text("proxy") || inEnvironment("HTTPS_PROXY") || inEnvironment("HTTP_PROXY");
  return {
    address: isOff ? undefined : toSecret(address),
    authorization: toSecret(text("proxyAuthorization")),
    noProxy: listed.length > 0 ? listed : inEnvironment("NO_PROXY").split(","),
    checksCertificate: settings.get<unknown>("proxyStrictSSL") !== false,
  };
}

function inEnvironment(name: string): string {
  return (process.env[name] || process.env[name.toLowerCase()] || "").trim();
}

function toSecret(text: string): Secret | undefined {
  return text === "" ? undefined : new Secret(text);
}
