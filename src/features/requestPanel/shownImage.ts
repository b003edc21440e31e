/** Pictures that hold nothing but a picture; an SVG may hold script. */
const kinds: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

const largest = 5_000_000;

/** The picture as an address that holds it; undefined for what is not shown as one. */
export function toImageSource(mediaType: string, body: Uint8Array): string | undefined {
  if (!kinds.has(mediaType) || body.length > largest) return undefined;
  return `data:${mediaType};base64,${toBase64(body)}`;
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 3) {
    const [a = 0, b, c] = bytes.subarray(start, start + 3);
    const number = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      letter(number >> 18) +
        letter(number >> 12) +
        (b === undefined ? "=" : letter(number >> 6)) +
        (c === undefined ? "=" : letter(number)),
    );
  }
  return parts.join("");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function letter(number: number): string {
  return letters.charAt(number & 63);
}
