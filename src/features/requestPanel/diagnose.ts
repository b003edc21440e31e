import { assertNever } from "../../base/assertNever.ts";
import { assumptions } from "../../domain/access/assumptions.ts";
import { diagnoseExchange } from "../../domain/access/diagnoseExchange.ts";
import type { DiagnosedCaller, Fix } from "../../domain/access/diagnosis.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { clientName } from "../../domain/model/names.ts";
import type { Exchange } from "../../services/requests/sendRequest.ts";
import { lastAttempt } from "./answer.ts";
import type { Draft } from "./draft.ts";
import type { Diagnosis } from "./requestPanelProtocol.ts";

export interface DiagnosedCall {
  readonly exchange: Exchange;
  readonly draft: Draft;
  /** Relative to the schema's root, as it was sent. */
  readonly path: string;
  /** undefined while there is no session: then nothing can be known. */
  readonly catalog: Catalog | undefined;
}

/** The likely cause of an answer in words, and what the button beside it would do. */
export function diagnose(call: DiagnosedCall): {
  readonly diagnosis: Diagnosis | undefined;
  readonly fix: Fix | undefined;
} {
  const { catalog, draft, path } = call;
  const { response } = lastAttempt(call.exchange);
  const found =
    catalog &&
    diagnoseExchange({
      catalog,
      method: draft.method,
      path,
      caller: diagnosedCaller(draft, catalog),
      response,
    });
  if (!found) return { diagnosis: undefined, fix: undefined };
  const { sentence, details, fix } = found;
  const beliefs = found.assumptions.map((id) => assumptions[id].statement);
  return { diagnosis: { sentence, details, beliefs, fixLabel: fix?.label }, fix };
}

/** Who a draft calls as. */
export function diagnosedCaller({ caller }: Draft, catalog: Catalog | undefined): DiagnosedCaller {
  switch (caller.kind) {
    case "anonymous":
    case "pastedToken":
      return { kind: caller.kind };
    case "user":
      return { kind: "user", roles: [] };
    case "client": {
      const client = catalog?.clients.find((one) => one.clientId === caller.clientId);
      return { kind: "client", name: client?.name ?? clientName(caller.clientId) };
    }
    default:
      return assertNever(caller);
  }
}
