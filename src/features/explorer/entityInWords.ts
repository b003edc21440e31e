import type { EntityRef } from "../../domain/model/entityRef.ts";

/** The name of a thing, for a message about it. */
export function entityInWords(ref: EntityRef): string {
  switch (ref.kind) {
    case "mapping":
      return `pattern ${ref.pattern} of privilege ${ref.privilege}`;
    case "template":
      return `template ${ref.uriTemplate} of module ${ref.module}`;
    case "handler":
      return `handler ${ref.method} ${ref.uriTemplate} of module ${ref.module}`;
    case "jwtProfile":
      return "JWT profile";
    default:
      return `${ref.kind} ${ref.name}`;
  }
}
