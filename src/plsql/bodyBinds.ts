import type { Handler } from "../domain/model/catalog.ts";
import { bindNames } from "./bindNames.ts";

/**
 * The members that a JSON body has to bring for a handler: what its source binds and neither the path (`inPath`, in
 * lower case), its parameters nor ORDS itself give. In lower case, in the order of the source.
 */
export function bodyBinds(
  { source, parameters }: Pick<Handler, "source" | "parameters">,
  inPath: readonly string[],
): readonly string[] {
  const given = new Set([
    ...inPath,
    ...implicitBinds,
    ...parameters.map(({ bindVariable }) => bindVariable.toLowerCase()),
  ]);
  return bindNames(source ?? "").filter((name) => !given.has(name));
}

/** The binds that ORDS fills by itself, as far as is known here; one too few only puts a name too many into the body. */
const implicitBinds: readonly string[] = [
  "body",
  "body_json",
  "body_text",
  "content_type",
  "current_user",
  "fetch_offset",
  "fetch_size",
  "forward_location",
  "page_offset",
  "page_size",
  "row_count",
  "row_offset",
  "status",
  "status_code",
];
