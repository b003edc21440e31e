import { parseMediaType } from "../../domain/http/mediaType.ts";

const endings: Readonly<Record<string, string>> = {
  "application/json": "json",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
};

/** A name for the file of a body: the last part of its path, and an ending that fits. Nothing of it leads elsewhere. */
export function fileNameFor(path: string, contentType: string | undefined): string {
  const [bare = ""] = path.split(/[?#]/, 1);
  const last = bare.split("/").findLast((part) => part !== "") ?? "answer";
  const name = last.replaceAll(/[^\w.-]+/g, "-").replace(/^[.-]+/, "") || "answer";
  const { essence, kind } = parseMediaType(contentType);
  const ending = endings[essence] ?? (kind === "json" ? "json" : kind === "xml" ? "xml" : "bin");
  return name.toLowerCase().endsWith(`.${ending}`) ? name : `${name}.${ending}`;
}
