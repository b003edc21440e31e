import type { Fix } from "../../domain/access/diagnosis.ts";
import { toBodyEnd } from "../../domain/http/bodyText.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Exchange } from "../../services/requests/sendRequest.ts";
import { lastAttempt, toAnswer } from "./answer.ts";
import { createAnswerBody } from "./answerBody.ts";
import type { NamedAnswer } from "./answerDocument.ts";
import { diagnose } from "./diagnose.ts";
import type { Draft } from "./draft.ts";
import { answeredColumns, type FilterColumn } from "./filterColumns.ts";
import { pageLinksOf, type PageLink } from "./pageLinks.ts";
import { chosenClient, shortTitle } from "./panelModel.ts";
import type { Answer } from "./requestPanelProtocol.ts";

/** An answer, and all that can be done with it for as long as it is shown. */
export interface ShownAnswer extends NamedAnswer {
  /** What was sent; the form may say something else by now. */
  readonly draft: Draft;
  /** Relative to the schema's root, as it was sent. */
  readonly path: string;
  /** What the button below the sentence does. */
  readonly fix: Fix | undefined;
  /** To other pages of the collection. */
  readonly links: readonly PageLink[];
  /** Of the rows of a collection. */
  readonly columns: readonly FilterColumn[];
  /** The one that was shown before it, to be held against it. */
  readonly before: NamedAnswer | undefined;
  readonly forPage: Answer;
}

export interface AnsweredCall {
  /** Tells the bodies of a panel apart. */
  readonly id: number;
  readonly exchange: Exchange;
  readonly draft: Draft;
  readonly path: string;
  /** undefined while there is no session: then no reason of a refusal can be known. */
  readonly catalog: Catalog | undefined;
  readonly schemaUrl: string;
  readonly before: NamedAnswer | undefined;
}

export function toShownAnswer(call: AnsweredCall): ShownAnswer {
  const { draft, path, exchange, catalog, before } = call;
  const { response } = lastAttempt(exchange);
  const body = createAnswerBody(call.id, response);
  const { diagnosis, fix } = diagnose(call);
  const { shown } = body;
  const collection = shown?.language === "json" && draft.method === "GET" ? shown.text : undefined;
  const links = collection === undefined ? [] : linksIn(collection, response, call.schemaUrl);
  return {
    name: `${shortTitle(draft)} ${response.status}`,
    response,
    body,
    draft,
    path,
    fix,
    links,
    columns: collection === undefined ? [] : answeredColumns(collection),
    before,
    forPage: toAnswer(exchange, body, {
      diagnosis,
      links,
      comparable: before !== undefined,
      hasTokenRequest: chosenClient(draft, catalog) !== undefined,
    }),
  };
}

/** Of a long collection the page is shown the beginning, and its links stand at the end. */
function linksIn(shown: string, response: HttpResponse, schemaUrl: string): readonly PageLink[] {
  const links = pageLinksOf(shown, schemaUrl);
  if (links.length > 0 || response.truncated) return links;
  return pageLinksOf(toBodyEnd(response, roomForLinks), schemaUrl);
}

/** In bytes: three addresses, each as long as an address can be, and what else stands beside them. */
const roomForLinks = 100_000;
