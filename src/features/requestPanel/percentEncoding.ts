/** Like `encodeURIComponent`, but a lone surrogate, which a person can paste, becomes U+FFFD instead of an exception. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(toWellFormed(text));
}

/** Encodes what cannot stand in a path as it was typed; what is percent-encoded already stays as it is. */
export function encodePath(text: string): string {
  return toWellFormed(text).replace(/[^\w\-.~!$&'()*+,;=:@%/]+/gu, (part) =>
    encodeURIComponent(part),
  );
}

function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
