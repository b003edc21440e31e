export function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isWordStart(code: number): boolean {
  return code < 0x80
    ? (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
    : isLetterBeyondAscii(code);
}

export function isWordPart(code: number): boolean {
  return code < 0x80 ? asciiWordParts[code] === 1 : isLetterBeyondAscii(code);
}

/** Letters, digits, `_`, `$` and `#`. Looked up, because it is asked for most of a script. */
const asciiWordParts = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[\w$#]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Oracle takes the letters of the database's character set. Combining marks (U+0300–U+036F),
 * general punctuation with its curly quotes (U+2000–U+206F) and the specials are never letters:
 * blogs leave them in scripts, and taking them for a part of a name would hide the call that
 * follows.
 */
function isLetterBeyondAscii(code: number): boolean {
  if (code < 0xc0) {
    return code === 0xaa || code === 0xb5 || code === 0xba;
  }
  return (
    code !== 0xd7 &&
    code !== 0xf7 &&
    !(code >= 0x0300 && code <= 0x036f) &&
    !(code >= 0x2000 && code <= 0x206f) &&
    !(code >= 0x3000 && code <= 0x3004) &&
    !(code >= 0x3008 && code <= 0x3020) &&
    !(code >= 0xd800 && code <= 0xdfff) &&
    !(code >= 0xff00 && code <= 0xff0f) &&
    !(code >= 0xff1a && code <= 0xff20) &&
    code < 0xfff0 &&
    code !== 0xfeff
  );
}

export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

export function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The quotes ‘ ’ ‚ ‛ that word processors and blogs make of a straight one. */
export function isCurlySingle(code: number): boolean {
  return code >= 0x2018 && code <= 0x201b;
}

/** “ ” „ ‟ */
export function isCurlyDouble(code: number): boolean {
  return code >= 0x201c && code <= 0x201f;
}
