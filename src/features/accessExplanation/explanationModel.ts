import { assertNever } from "../../base/assertNever.ts";
import { indexAccess, type AccessIndex } from "../../domain/access/accessIndex.ts";
import { allEndpoints } from "../../domain/access/accessMatrix.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { evaluateEndpoint } from "../../domain/access/evaluateAccess.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { methods, type Catalog } from "../../domain/model/catalog.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { sessionNotice } from "../sessions/sessionNotice.ts";
import type { Session } from "../sessions/sessions.ts";
import type { EndpointOption, ExplanationModel, FieldNote } from "./accessExplanationProtocol.ts";
import { plainAnswer, type AnswerContext, type FoundAnswer } from "./answerContext.ts";
import { askedCall, type AskedCall, type AskedCallForm } from "./askedCall.ts";
import { callAnswer } from "./callAnswer.ts";
import { callerNote, callerOf, callerOptions, credentialField } from "./callerForm.ts";
import { deletableOf, deletableThings } from "./deletable.ts";
import { callersAnswer, reachAnswer } from "./listAnswers.ts";
import { lossAnswer } from "./lossAnswer.ts";
import type { QuestionDraft } from "./questionDraft.ts";

/** What one panel holds. */
export interface ExplanationState {
  readonly draft: QuestionDraft;
  readonly draftVersion: number;
}

/** What a panel knows of the rest of the world at this moment. */
export interface ExplanationContext {
  readonly profile: ProfileId;
  readonly session: Session | undefined;
  readonly dialectOf: (session: Session, catalog: Catalog) => Dialect;
}

export interface FoundModel extends FoundAnswer {
  readonly model: ExplanationModel;
  readonly call: AskedCall | undefined;
}

/** Everything that the page shows, and what stands behind its buttons. */
export function explanationModel(
  { draft, draftVersion }: ExplanationState,
  context: ExplanationContext,
): FoundModel {
  const { profile, session } = context;
  const catalog = session?.state.kind === "open" ? session.state.catalog : undefined;
  const index = catalog && indexOnce(catalog);
  const form = askedCall(draft, {
    schemaUrl: (session && schemaUrlOf(session.profile)) ?? "",
    alias: catalog?.schema.alias,
  });
  const found =
    index && session
      ? answerTo(draft, form, {
          index,
          scaffold: {
            catalog: index.catalog,
            dialect: context.dialectOf(session, index.catalog),
          },
        })
      : plainAnswer({ kind: "none", message: notConnected });
  const notice = sessionNotice(profile, session, "Not connected.");
  return {
    ...found,
    call: form.call,
    model: {
      connection: {
        profile,
        name: session?.profile.name ?? "",
        schema: catalog ? `schema ${nameInWords(catalog.schema.name)}` : "",
        note: notice && { text: notice.text, buttonLabel: notice.remedy?.label },
      },
      methods,
      draft,
      draftVersion,
      callers: callerOptions(draft.caller, catalog),
      callerNote: callerNote(draft.caller, catalog),
      credentials: credentialField(draft.caller, catalog),
      parameters: form.parameters,
      endpoints: index ? fittingEndpoints(index, draft.address) : [],
      typedMethod: form.typedMethod,
      addressNote: form.note ?? (index && variableNote(draft, form, index)),
      things: catalog ? fittingThings(catalog, draft.thing) : [],
      answer: found.answer,
    },
  };
}

const notConnected = "Connect to the schema to see who can call what, and why.";

const indexes = new WeakMap<Catalog, AccessIndex>();

/** Built once for each catalog, since the form asks at every letter. */
function indexOnce(catalog: Catalog): AccessIndex {
  const known = indexes.get(catalog);
  if (known) return known;
  const index = indexAccess(catalog);
  indexes.set(catalog, index);
  return index;
}

function answerTo(draft: QuestionDraft, form: AskedCallForm, context: AnswerContext): FoundAnswer {
  const { catalog } = context.index;
  const caller = callerOf(draft.caller, catalog);
  const { call } = form;
  const missing = (message: string): FoundAnswer => plainAnswer({ kind: "none", message });
  switch (draft.view) {
    case "call":
      if (!call) return missing(typePath(form));
      return caller ? callAnswer(context, caller, call) : missing("Choose who calls.");
    case "reach":
      return caller
        ? plainAnswer(reachAnswer(context, caller, draft.filter))
        : missing("Choose who calls.");
    case "callers": {
      if (!call) return missing(typePath(form));
      const asked = { ...call, endpoint: wholeEndpoint(draft, form, context.index) };
      const options = { chosen: caller, filter: draft.filter };
      return plainAnswer(callersAnswer(context, asked, options));
    }
    case "loss": {
      const ref = deletableOf(catalog, draft.thing);
      if (ref) return lossAnswer(context, ref);
      return missing(
        draft.thing.trim() === ""
          ? "Choose a role, privilege, mapping, client, module or object, or the JWT profile."
          : `The schema has no ${draft.thing.trim()}.`,
      );
    }
    default:
      return assertNever(draft.view);
  }
}

function typePath({ note }: AskedCallForm): string {
  return note?.tone === "problem" ? note.text : "Type the path that is called, or choose one.";
}

function endpointOf({ method, route }: AskedCall, index: AccessIndex): Endpoint | undefined {
  return allEndpoints(index).find((one) => one.path === route && one.method === method);
}

/** The endpoint itself is asked about when it is chosen with its variables and none has got a value. */
function wholeEndpoint(
  draft: QuestionDraft,
  { call, parameters }: AskedCallForm,
  index: AccessIndex,
): Endpoint | undefined {
  const isGiven = parameters.some(({ name }) =>
    draft.parameters.some((row) => row.name === name && row.value !== ""),
  );
  return call && !isGiven ? endpointOf(call, index) : undefined;
}

/** Said of a template of which other values would be judged otherwise. */
function variableNote(
  { caller: chosen, view }: QuestionDraft,
  { call, parameters }: AskedCallForm,
  index: AccessIndex,
): FieldNote | undefined {
  const caller = callerOf(chosen, index.catalog);
  if (view !== "call" || !call || !caller || parameters.length === 0) return undefined;
  const endpoint = endpointOf(call, index);
  if (!endpoint) return undefined;
  const { reasons } = evaluateEndpoint(index, caller, endpoint);
  if (!reasons.some(({ kind }) => kind === "dependsOnValue")) return undefined;
  return { text: "Other values are protected otherwise: try those that matter.", tone: "hint" };
}

const mostOffered = 40;

function fittingEndpoints(index: AccessIndex, typed: string): readonly EndpointOption[] {
  const wanted = typed.trim().toLowerCase();
  const all = allEndpoints(index).map(({ method, path }) => ({ method, path }));
  // Whoever has chosen one wants to see the others, too.
  if (all.some(({ path }) => path.toLowerCase() === wanted)) return nearFirst(all, wanted);
  return nearFirst(
    all.filter(({ path }) => path.toLowerCase().includes(wanted)),
    wanted,
  );
}

/** Those below the typed path before all others. */
function nearFirst(options: readonly EndpointOption[], wanted: string): readonly EndpointOption[] {
  const begins = ({ path }: EndpointOption): number =>
    Number(path.toLowerCase().startsWith(wanted));
  return options.toSorted((a, b) => begins(b) - begins(a)).slice(0, mostOffered);
}

function fittingThings(catalog: Catalog, typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  const all = deletableThings(catalog).map(entityInWords);
  // Whoever has chosen one wants to see the others, too.
  if (all.some((one) => one.toLowerCase() === wanted)) return all.slice(0, mostOffered);
  return all.filter((one) => one.toLowerCase().includes(wanted)).slice(0, mostOffered);
}
