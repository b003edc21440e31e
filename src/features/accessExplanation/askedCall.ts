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
  /** Undefined while nothing is typed, or what is typed leads nowhere. */
  readonly call: AskedCall | undefined;
  readonly parameters: readonly SampleField[];
  readonly note: FieldNote | undefined;
}

/** Stands for a value that the person has not given. */
const sample = "1";

export function askedCall(draft: QuestionDraft, place: AddressPlace): AskedCallForm {
  if (draft.address.trim() === "") return { call: undefined, parameters: [], note: undefined };
  const { path: route, method = draft.method, note } = readAddress(draft.address, place);
  if (route === undefined) {
    const problem: FieldNote | undefined = note === undefined ? undefined : problemOf(note);
    return { call: undefined, parameters: [], note: problem };
  }
  const parameters = parametersOf(route).map(({ name }) => ({ name, sample }));
  const values = parameters.map(({ name }) => {
    const typed = draft.parameters.find((row) => row.name === name)?.value ?? "";
    return { name, value: typed === "" ? sample : typed };
  });
  const { path, problems } = toUrl("", { ...emptyDraft, address: route, parameters: values });
  const [problem] = problems;
  if (problem) return { call: undefined, parameters, note: problemOf(problem.message) };
  const bare = splitQuery(route).path;
  const read = note ?? (bare === draft.address.trim() ? undefined : `Read as ${bare}`);
  return {
    call: { method, path, route: bare },
    parameters,
    note: read === undefined ? undefined : { text: read, tone: "hint" },
  };
}

function problemOf(text: string): FieldNote {
  return { text, tone: "problem" };
}
