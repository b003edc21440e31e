import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder in which a text stands: as it is, in the width of Windows, or in Base64. */
export function filesHolding(folder: string, text: string): string[] {
  const forms = [
    Buffer.from(text, "utf8"),
    Buffer.from(text, "utf16le"),
    Buffer.from(Buffer.from(text).toString("base64").replace(/=+$/, "")),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return forms.some((form) => content.includes(form));
    });
}
