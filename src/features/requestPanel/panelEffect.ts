import type { Remedy } from "../../base/errors.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { HttpFileCaller } from "../../domain/http/httpFile.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import type { Method } from "../../domain/model/catalog.ts";
import type { ClientName } from "../../domain/model/names.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Draft } from "./draft.ts";
import type { SentDraft } from "./requestHistory.ts";
import type { BodyLanguage } from "./requestPanelProtocol.ts";
import type { BodySource } from "./suggestions.ts";

/** What an intent asks of the editor; the panel itself neither shows nor stores anything. */
export type PanelEffect =
  | { readonly kind: "copy"; readonly text: string; readonly what: "body" }
  /** Offers the request to other tools; it holds no credential, and says no more than that there is one. */
  | {
      readonly kind: "handOver";
      readonly request: HttpRequest;
      readonly caller: HttpFileCaller | undefined;
    }
  /** Asks for what a body may hold, and fills it in; `of` names the call. */
  | { readonly kind: "readBody"; readonly source: BodySource; readonly of: string }
  /** Asks for a name and saves the form in the workspace. */
  | { readonly kind: "saveRequest"; readonly profile: ProfileId; readonly draft: Draft }
  /** Reads which columns there are to filter by; `of` names the call. */
  | { readonly kind: "readColumns"; readonly of: string }
  /** Saves the body that is here; `name` is a suggestion. */
  | { readonly kind: "saveBytes"; readonly name: string; readonly bytes: Uint8Array }
  /** The body is not all here: asks for a file, and sends the request once more into it. */
  | { readonly kind: "saveAnew"; readonly name: string; readonly draft: Draft }
  | ({ readonly kind: "openDocument" } & BodyDocument)
  | {
      readonly kind: "compareDocuments";
      readonly before: BodyDocument;
      readonly after: BodyDocument;
    }
  | {
      readonly kind: "runScaffold";
      readonly profile: ProfileId;
      readonly scaffold: string;
      readonly arguments: Readonly<Record<string, unknown>>;
    }
  /** Opens the explanation of a call that was answered. */
  | {
      readonly kind: "explainAccess";
      readonly profile: ProfileId;
      /** "nobodyKnows" whose a pasted token is. */
      readonly caller: Caller | "nobodyKnows";
      readonly method: Method;
      readonly path: string;
    }
  /** Shows the request by which the client got its token, masked. */
  | {
      readonly kind: "showTokenRequest";
      readonly profile: ProfileId;
      readonly client: ClientName;
    }
  /** Lets the person choose one of the requests that were sent, to fill the form in. */
  | { readonly kind: "chooseSent"; readonly sent: readonly SentDraft[] }
  | { readonly kind: "runRemedy"; readonly remedy: Remedy };

export interface BodyDocument {
  /** Without an ending: `GET employees 200`. */
  readonly name: string;
  readonly language: BodyLanguage;
  readonly text: string;
}
