import { Secret } from "../../base/secret.ts";

export type PastedToken =
  | { readonly kind: "none" }
  | { readonly kind: "token"; readonly token: Secret; readonly length: number }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Reads what a person pasted: the token alone, or the whole `Authorization: Bearer …` line that it was copied with.
 * What cannot stand in a header is refused here, so that no later error has a reason to print it.
 */
export function parsePastedToken(text: string): PastedToken {
  const token = text.trim().replace(/^(?:authorization\s*:\s*)?bearer\s+/i, "");
  if (token === "") return { kind: "none" };
  // The characters of a bearer token are those of RFC 6750, section 2.1.
  if (!/^[\w\-.~+/]+=*$/.test(token)) {
    const message =
      "This is not a token: it holds blanks, line breaks or other characters that no token has.";
    return { kind: "refused", message };
  }
  return { kind: "token", token: new Secret(token), length: token.length };
}
