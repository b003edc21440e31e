import { assertNever } from "../../base/assertNever.ts";
import type { Catalog, Method, Module } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ClientName, ModuleName } from "../../domain/model/names.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { emptyDraft, type Draft, type DraftCaller } from "./draft.ts";

/** What a panel is opened for. */
export interface RequestTarget {
  readonly profile: ProfileId;
  /** The thing in the tree that the person wants to try; of a client, the caller is taken. */
  readonly ref?: EntityRef;
  /** Below the schema's root; asked for when there is no `ref`. */
  readonly path?: string;
  readonly method?: Method;
  readonly caller?: ClientName;
  /** The whole form, such as one that was kept; nothing else counts then. */
  readonly draft?: Draft;
}

/** The form as it is first filled in. What the catalog does not know is left for the person to type. */
export function draftFor(target: RequestTarget, catalog: Catalog | undefined): Draft {
  if (target.draft) return target.draft;
  const call = (target.ref && catalog && callOfRef(target.ref, catalog)) ?? {};
  const client = target.ref?.kind === "client" ? target.ref.name : target.caller;
  return {
    ...emptyDraft,
    method: target.method ?? call.method ?? "GET",
    address: target.path ?? call.address ?? "/",
    caller: callerFor(client, catalog),
  };
}

export interface RefCall {
  readonly method?: Method;
  readonly address?: string;
}

/** How a thing of the tree is called; empty for what cannot be. */
export function callOfRef(ref: EntityRef, catalog: Catalog): RefCall {
  switch (ref.kind) {
    case "handler":
      return { method: ref.method, address: addressOf(ref, catalog) };
    case "template": {
      const template = moduleOf(ref.module, catalog)?.templates.find(
        (one) => one.uriTemplate === ref.uriTemplate,
      );
      const method = template?.handlers[0]?.method;
      return { address: addressOf(ref, catalog), ...(method && { method }) };
    }
    case "module":
      return { address: rooted(moduleOf(ref.name, catalog)?.basePath ?? "") };
    case "object": {
      const object = catalog.objects.find((one) => one.name === ref.name);
      return { address: object ? `/${object.alias}/` : "/" };
    }
    case "mapping":
      return { address: rooted(ref.pattern) };
    case "privilege":
    case "role":
    case "client":
    case "jwtProfile":
      return {};
    default:
      return assertNever(ref);
  }
}

function addressOf(
  ref: { readonly module: ModuleName; readonly uriTemplate: string },
  catalog: Catalog,
): string {
  return rooted(
    `${moduleOf(ref.module, catalog)?.basePath ?? ""}/${ref.uriTemplate}`.replace(/\/{2,}/g, "/"),
  );
}

function moduleOf(name: ModuleName, catalog: Catalog): Module | undefined {
  return catalog.modules.find((module) => module.name === name);
}

function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function callerFor(name: ClientName | undefined, catalog: Catalog | undefined): DraftCaller {
  const client = catalog?.clients.find((one) => one.name === name);
  return client ? { kind: "client", clientId: client.clientId } : { kind: "anonymous" };
}

export function parseProfileId(text: string): ProfileId {
  return text as ProfileId;
}
