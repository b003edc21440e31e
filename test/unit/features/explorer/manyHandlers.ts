import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { emptyCatalog, module, privilege, template } from "../sampleCatalog.ts";

/** A schema with that many handlers, in modules of a hundred, every other module protected. */
export function manyHandlers(amount: number): Catalog {
  const modules = Array.from({ length: amount / 100 }, (_, m) =>
    module(
      `m${m}`,
      `/m${m}/`,
      Array.from({ length: 100 }, (_, t) => template(`handler${m}x${t}/:id`, ["GET"])),
    ),
  );
  const privileges = modules
    .filter((_, m) => m % 2 === 0)
    .map(({ name, basePath }) =>
      privilege(`p.${name}`, { roles: ["R"], patterns: [`${basePath}*`] }),
    );
  return { ...emptyCatalog, modules, privileges };
}
