import type { Catalog } from "../../domain/model/catalog.ts";
import { checkNewName, error, warning } from "./checks.ts";
import {
  clientOptions,
  moduleOptions,
  otherRole,
  privilegeOptions,
  roleOptions,
} from "./options.ts";
import type {
  Check,
  Complaint,
  Option,
  PickManyQuestion,
  PickOneQuestion,
  TextQuestion,
} from "./question.ts";

interface TextFacts {
  readonly placeholder?: string;
  readonly initial?: string;
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

export function moduleQuestion(
  catalog: Catalog,
  prompt: string,
  options: readonly Option[] = moduleOptions(catalog),
): PickOneQuestion {
  return pickOne("module", prompt, { placeholder: "Choose a module", options });
}

/** Another name for what has one: the field begins with it, since often one letter changes. */
export function newNameQuestion(
  kind: string,
  name: string,
  existing: readonly string[],
): TextQuestion {
  const others = existing.filter((other) => other !== name);
  const check = checkNewName(kind, others);
  return textQuestion("newName", `New name of the ${kind}`, {
    initial: name,
    check: (text) => (text === name ? error("This is its name now.") : check(text)),
  });
}

/** A privilege may ask for no role; few mean that. */
export function warnWithoutRole(roles: readonly string[]): Complaint | undefined {
  return roles.length === 0
    ? warning("Without a role, any caller that ORDS has authenticated passes.")
    : undefined;
}

/** For lists of which at least one must be chosen. */
export function atLeastOne(message: string): PickManyQuestion["checkAll"] {
  return (values) => (values.length === 0 ? error(message) : undefined);
}
