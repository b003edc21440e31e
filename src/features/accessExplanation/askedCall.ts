import { emptyDraft } from "../requestPanel/draft.ts";
import type { Method } from "../../domain/model/catalog.ts";
import { parametersOf, splitQuery, toUrl } from "../requestPanel/requestAddress.ts";
import type { FieldNote, SampleField } from "./accessExplanationProtocol.ts";
import type { QuestionDraft } from "./questionDraft.ts";
import { readAddress, type AddressPlace } from "./readAddress.ts";

/** The call that a form asks about. */
export interface AskedCall {
  readonly method: Method;
  /** Below the schema, percent-encoded, with a value for each variable. */
  readonly path: string;
  /** As typed, with its variables by name. */
  readonly route: string;
}

export interface AskedCallForm {
  /** When it stands in what was typed, which then counts. */
  readonly typedMethod: Method | undefined;
  /** Undefined while nothing is typed, or what is typed leads nowhere. */
  readonly call: AskedCall | undefined;
  readonly parameters: readonly SampleField[];
  readonly note: FieldNote | undefined;
}

/** Stands for a value that the person has not given. */
const sample = "1";

export function askedCall(draft: QuestionDraft, place: AddressPlace): AskedCallForm {
  const nothing = { call: undefined, typedMethod: undefined, parameters: [], note: undefined };
  if (draft.address.trim() === "") return nothing;
  const { path: route, method: typedMethod, note } = readAddress(draft.address, place);
  const method = typedMethod ?? draft.method;
  if (route === undefined) {
    const problem: FieldNote | undefined = note === undefined ? undefined : problemOf(note);
    return { ...nothing, typedMethod, note: problem };
  }
  const parameters = parametersOf(route).map(({ name }) => ({ name, sample }));
  const values = parameters.map(({ name }) => {
    const typed = draft.parameters.find((row) => row.name === name)?.value ?? "";
    return { name, value: typed === "" ? sample : typed };
  });
  const { path, problems } = toUrl("", { ...emptyDraft, address: route, parameters: values });
  const [problem] = problems;
  if (problem) return { ...nothing, typedMethod, parameters, note: problemOf(problem.message) };
  const bare = splitQuery(route).path;
  // A slash that was left out is not worth a word.
  const isAsTyped = bare.replace(/^\//, "") === draft.address.trim().replace(/^\//, "");
  const read = note ?? (isAsTyped ? undefined : `Read as ${bare}`);
  return {
    call: { method, path, route: bare },
    typedMethod,
    parameters,
    note: read === undefined ? undefined : { text: read, tone: "hint" },
  };
}

function problemOf(text: string): FieldNote {
  return { text, tone: "problem" };
}
