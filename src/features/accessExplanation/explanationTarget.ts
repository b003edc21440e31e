import { assertNever } from "../../base/assertNever.ts";
import { indexAccess } from "../../domain/access/accessIndex.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import type { Catalog, Method } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { callOfRef } from "../requestPanel/requestTarget.ts";
import { draftOfCaller } from "./callerForm.ts";
import { deletableInWords } from "./deletable.ts";
import { privilegesBefore } from "./privilegesBefore.ts";
import {
  emptyCaller,
  emptyQuestion,
  type QuestionDraft,
  type QuestionView,
} from "./questionDraft.ts";

/** What an explanation is opened for. */
export interface ExplanationTarget {
  readonly profile: ProfileId;
  readonly view: QuestionView;
  /** The thing in the tree that the person asks about. */
  readonly ref?: EntityRef | undefined;
  /** "nobodyKnows": of a pasted token, whose owner the person has to name. */
  readonly caller?: Caller | "nobodyKnows" | undefined;
  readonly method?: Method | undefined;
  /** Below the schema's root. */
  readonly path?: string | undefined;
}

/** The form as it is first filled in; `before` is what the panel had, of which what is not asked for anew stays. */
export function questionFor(
  target: ExplanationTarget,
  catalog: Catalog | undefined,
  before: QuestionDraft = emptyQuestion,
): QuestionDraft {
  const about = target.ref && catalog ? draftAbout(target.ref, catalog) : {};
  const { caller, method, path } = target;
  const given: Partial<QuestionDraft> = {
    ...(caller === "nobodyKnows" ? { caller: { ...emptyCaller, kind: "none" } } : {}),
    ...(caller === undefined || caller === "nobodyKnows" ? {} : { caller: draftOfCaller(caller) }),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { address: path, parameters: [] }),
  };
  return { ...before, ...about, ...given, view: target.view, filter: "" };
}

function draftAbout(ref: EntityRef, catalog: Catalog): Partial<QuestionDraft> {
  switch (ref.kind) {
    case "handler":
    case "template":
    case "module":
    case "object": {
      const { method = "GET", address = "" } = callOfRef(ref, catalog);
      return { method, address, parameters: [], ...thing(ref) };
    }
    case "client":
      return {
        caller: { ...emptyCaller, kind: "client", client: ref.name },
        ...thing(ref),
      };
    case "role":
      return { caller: { ...emptyCaller, kind: "user", roles: [ref.name] }, ...thing(ref) };
    case "privilege":
    case "mapping": {
      const endpoint = endpointBehind(ref, catalog);
      const call = endpoint && {
        method: endpoint.method,
        address: endpoint.path,
        parameters: [],
      };
      return { ...call, ...thing(ref) };
    }
    case "jwtProfile":
      return { caller: { ...emptyCaller, kind: "jwt" }, ...thing(ref) };
    default:
      return assertNever(ref);
  }
}

function thing(ref: EntityRef): Partial<QuestionDraft> {
  const words = deletableInWords(ref);
  return words === undefined ? {} : { thing: words };
}

/** The first call that the privilege, or one pattern of it, decides about. */
function endpointBehind(
  ref: Extract<EntityRef, { kind: "privilege" | "mapping" }>,
  catalog: Catalog,
): Endpoint | undefined {
  const index = indexAccess(catalog);
  const name = ref.kind === "privilege" ? ref.name : ref.privilege;
  return index.endpoints.endpoints.find((endpoint) =>
    privilegesBefore(index, endpoint).some(
      (one) =>
        one.privilege.name === name &&
        (ref.kind === "privilege" || one.pattern.text === ref.pattern),
    ),
  );
}
