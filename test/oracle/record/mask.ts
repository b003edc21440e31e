/**
 * Takes secrets out of what is written, by their values: whatever is known to be secret is not in the file, wherever
 * it stood. What is left in its place tells the shape of the value, since that is one of the questions.
 */
export interface Mask {
  /** From now on this value is not written. */
  add(secret: string): void;
  /** The same for what in a body, a header or an output is secret by its name. */
  learn(text: string): void;
  /** A copy of the value without secrets. */
  apply<T>(value: T): T;
}

export function createMask(): Mask {
  const secrets = new Set<string>();
  const add = (secret: string): void => {
    // What is shorter would be found in every text; ORDS shows asterisks where it hides a secret itself.
    if (secret.length < 4 || /^\*+$/.test(secret)) return;
    secrets.add(secret);
  };
  return {
    add,
    learn(text) {
      for (const pattern of secretMembers)
        for (const [, value = ""] of text.matchAll(pattern)) {
          // Words such as `?code=NotFound` are no secrets, and would be missed everywhere else.
          if (value.length >= 12) add(value);
        }
    },
    apply: (value) => masked(value, replacementsOf(secrets)) as typeof value,
  };
}

/** What a masked value looks like: `‹masked: 22 url-safe characters›`. */
export function shapeOf(secret: string): string {
  const bare = secret.replace(/\.\.$/, "");
  const kind = /^[\w-]+$/.test(bare) ? "url-safe characters" : "characters";
  return `‹masked: ${bare.length} ${kind}${bare === secret ? "" : ", then two dots"}›`;
}

/** Members of JSON, parameters of redirects, and what a script of ours prints. */
const secretMembers: readonly RegExp[] = [
  /"(?:access_token|refresh_token|id_token|client_secret\w*|secret|password|code_verifier)"\s*:\s*"([^"]+)"/gi,
  /[?&#](?:code|access_token|refresh_token|id_token)=([^&#\s"'<>]+)/gi,
  /secret of [^\n]*shown only now: *(\S+)/gi,
];

type Replacement = readonly [secret: string, shape: string];

/** The longest first, lest a part of a secret be left behind by a shorter one that it contains. */
function replacementsOf(secrets: ReadonlySet<string>): readonly Replacement[] {
  return [...secrets]
    .flatMap((secret) => formsOf(secret).map((form): Replacement => [form, shapeOf(secret)]))
    .toSorted(([a], [b]) => b.length - a.length);
}

/** As it is, in an address, inside JSON inside JSON, and in HTML. */
function formsOf(secret: string): readonly string[] {
  const html = secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [...new Set([secret, encodeURIComponent(secret), json, html, base64])];
}

function masked(value: unknown, replacements: readonly Replacement[]): unknown {
  if (typeof value === "string")
    return replacements.reduce((text, [secret, shape]) => text.replaceAll(secret, shape), value);
  if (Array.isArray(value)) return value.map((each: unknown) => masked(each, replacements));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      masked(each, replacements),
    ]),
  );
}
