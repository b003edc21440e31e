/** What is wrong with an origin that may call; undefined when nothing is. */
export function originFault(origin: string): "every" | "plainHttp" | undefined {
  const text = origin.trim();
  if (text === "*" || /^https?:\/\/\*$/i.test(text)) return "every";
  return isPlainHttp(text) ? "plainHttp" : undefined;
}

/** The origins that are left when faulty ones are taken out, or made safe. */
export function safeOrigins(origins: readonly string[]): readonly string[] {
  const safe = origins
    .filter((origin) => originFault(origin) !== "every")
    .map((origin) => (originFault(origin) === "plainHttp" ? toHttps(origin) : origin));
  return [...new Set(safe)];
}

/** Whether an address leaves this computer unencrypted. */
export function isPlainHttp(address: string): boolean {
  if (!/^http:/i.test(address.trim())) return false;
  if (!URL.canParse(address)) return true;
  const { hostname } = new URL(address);
  return !(
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

export function toHttps(address: string): string {
  return address.trim().replace(/^http:/i, "https:");
}
