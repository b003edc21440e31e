import type { Remedy } from "../../base/errors.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Catalog, Method } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { ExportFormat } from "./accessMatrixProtocol.ts";
import type { GridCaller } from "./matrixGrid.ts";

/** What the editor has to do when the page has asked for something. */
export type MatrixEffect =
  | {
      readonly kind: "explain";
      readonly profile: ProfileId;
      readonly caller: Caller;
      readonly method: Method;
      readonly path: string;
    }
  | {
      readonly kind: "showCallers";
      readonly profile: ProfileId;
      readonly method: Method;
      readonly path: string;
    }
  /** `chosen` are keys; what the person chooses comes back by `showCallers`. */
  | {
      readonly kind: "askCallers";
      readonly callers: readonly GridCaller[];
      readonly chosen: readonly string[];
    }
  /** What the person says comes back by `addCaller`. */
  | { readonly kind: "askCaller"; readonly catalog: Catalog }
  /** What the person chooses comes back by `compareWith`. */
  | { readonly kind: "askComparison"; readonly profile: ProfileId }
  | {
      readonly kind: "save";
      /** Of the file, without its ending. */
      readonly name: string;
      readonly format: ExportFormat;
      /** Made as they are asked for. */
      readonly lines: Generator<string>;
    }
  | { readonly kind: "runRemedy"; readonly remedy: Remedy };
