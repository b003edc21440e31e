import type { Catalog } from "../../domain/model/catalog.ts";
import { error } from "./checks.ts";
import { clientOptions, otherRole, privilegeOptions, roleOptions } from "./options.ts";
import type { Check, Option, PickManyQuestion, PickOneQuestion, TextQuestion } from "./question.ts";

interface TextFacts {
  readonly placeholder?: string;
  readonly check: Check;
}

export function textQuestion(id: string, prompt: string, facts: TextFacts): TextQuestion {
  return {
    kind: "text",
    id,
    prompt,
    placeholder: undefined,
    initial: "",
    optional: false,
    ...facts,
  };
}

export function optionalText(id: string, prompt: string, facts: TextFacts): TextQuestion {
  return { ...textQuestion(id, prompt, facts), optional: true };
}

export function pickOne(
  id: string,
  prompt: string,
  facts: Pick<PickOneQuestion, "options"> & Partial<PickOneQuestion>,
): PickOneQuestion {
  return { kind: "pickOne", id, prompt, placeholder: undefined, other: undefined, ...facts };
}

export function pickMany(
  id: string,
  prompt: string,
  facts: Pick<PickManyQuestion, "options"> & Partial<PickManyQuestion>,
): PickManyQuestion {
  return {
    kind: "pickMany",
    id,
    prompt,
    placeholder: undefined,
    initial: [],
    other: undefined,
    checkAll: () => undefined,
    ...facts,
  };
}

/** Any number of roles; a name that is not there yet will be created by the same script. */
export function rolesQuestion(
  catalog: Catalog,
  prompt: string,
  facts: Partial<PickManyQuestion> = {},
): PickManyQuestion {
  return pickMany("roles", prompt, {
    placeholder: "Choose, or type a new name",
    options: roleOptions(catalog),
    other: otherRole(catalog),
    ...facts,
  });
}

export function privilegeQuestion(
  catalog: Catalog,
  prompt: string,
  options: readonly Option[] = privilegeOptions(catalog),
): PickOneQuestion {
  return pickOne("privilege", prompt, { placeholder: "Choose a privilege", options });
}

export function clientQuestion(
  catalog: Catalog,
  prompt: string,
  options: readonly Option[] = clientOptions(catalog),
): PickOneQuestion {
  return pickOne("client", prompt, { placeholder: "Choose a client", options });
}

/** For lists of which at least one must be chosen. */
export function atLeastOne(message: string): PickManyQuestion["checkAll"] {
  return (values) => (values.length === 0 ? error(message) : undefined);
}
