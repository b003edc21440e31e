import { templatePath } from "../access/endpoints.ts";
import { nameInWords } from "../access/nameInWords.ts";
import type { Method, Module } from "../model/catalog.ts";

/** "GET /hr/employees/:id". */
export function callInWords(
  { basePath }: Pick<Module, "basePath">,
  uriTemplate: string,
  method: Method,
): string {
  return `${method} ${nameInWords(templatePath(basePath, uriTemplate))}`;
}
