import type { DecodedJwt } from "../../domain/jwt/decodeJwt.ts";
import { inWords, type JwtCheck } from "../../domain/jwt/jwtCheck.ts";

/** The checks of a token as a text to read; the token does not stand in it. */
export function describeJwtChecks(
  jwt: DecodedJwt,
  checks: readonly JwtCheck[],
  { schema, now }: { readonly schema: string; readonly now: number },
): string {
  const failures = checks.filter(({ outcome }) => outcome === "failed");
  const claims = Object.entries(jwt.claims);
  const others = claims.map(([name]) => name).filter((name) => !shown.has(name));
  const width = Math.max(...checks.map(({ subject }) => subject.length));
  return [
    `A JWT beside the JWT profile of ${schema}, ${new Date(now).toISOString().slice(0, 19)}Z`,
    "",
    verdict(failures),
    "",
    ...checks.flatMap(({ outcome, subject, text }) => {
      const [first = "", ...more] = wrapped(text);
      const indent = " ".repeat(marks[outcome].length + width + 4);
      const begin = `${marks[outcome]}  ${subject.padEnd(width)}  `;
      return [`${begin}${first}`, ...more.map((line) => `${indent}${line}`)];
    }),
    "",
    "What the token says of itself. Nothing of it is proven:",
    "the signature is checked by ORDS, with every call.",
    "",
    ...Object.entries(jwt.header).map(([name, value]) => `header ${name}: ${inWords(value)}`),
    ...claims
      .filter(([name]) => shown.has(name))
      .map(([name, value]) => `claim ${name}: ${inWords(value)}`),
    ...(others.length === 0 ? [] : [`other claims, without their values: ${others.join(", ")}`]),
    "",
  ].join("\n");
}

/** The document is read beside the tree: its lines end where a narrow editor does. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= 56 || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** What else an issuer writes into its tokens may be somebody's private matter. */
const shown: ReadonlySet<string> = new Set([
  "iss",
  "sub",
  "aud",
  "iat",
  "nbf",
  "exp",
  "scope",
  "scp",
]);

const marks = { passed: "passed   ", failed: "FAILED   ", unknown: "not known" } as const;

function verdict(failures: readonly JwtCheck[]): string {
  if (failures.length === 0) {
    return "Nothing that can be seen from here speaks against it.\nWhether ORDS accepts it depends on its signature, too.";
  }
  const subjects = failures.map(({ subject }) => subject.toLowerCase()).join(", ");
  // Scopes and roles decide what it reaches, not whether it is believed.
  return `ORDS will refuse it, or it reaches little: ${subjects}.`;
}
