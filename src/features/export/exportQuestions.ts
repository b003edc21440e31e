import type { Catalog } from "../../domain/model/catalog.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import { type GroupName, groupNames } from "../explorer/explorerNode.ts";
import { option } from "../scaffold/options.ts";
import { textIn, type Answers, type PickOneQuestion } from "../scaffold/question.ts";
import { pickOne } from "../scaffold/questions.ts";
import type { ExportOptions } from "./exportParts.ts";
import type { ExportScope } from "./exportScope.ts";
import { filterOf } from "./exportScope.ts";

export interface ExportContext {
  readonly catalog: Catalog;
  /** The dialect that scripts speak here. */
  readonly dialect: Dialect;
  /** Where the person began; undefined in the palette. */
  readonly scope: ExportScope | undefined;
}

export function exportQuestions(
  context: ExportContext,
  answers: Answers,
): readonly PickOneQuestion[] {
  return [
    ...(context.scope ? [] : [scopeQuestion(context.catalog)]),
    runsQuestion(),
    ...(hasClients(context, answers) ? [dialectQuestion(context.dialect)] : []),
  ];
}

export function exportOptionsIn(context: ExportContext, answers: Answers): ExportOptions {
  const api = apis.find((one) => one === textIn(answers, "api")) ?? context.dialect.api;
  return {
    scope: scopeIn(context, answers),
    dialect: { ...context.dialect, api },
    runs: textIn(answers, "runs") === "again" ? "again" : "once",
  };
}

const apis = ["oauth", "ordsSecurity"] as const;

function scopeIn({ scope }: ExportContext, answers: Answers): ExportScope {
  const group = groupNames.find((name) => name === textIn(answers, "scope"));
  return scope ?? (group ? { kind: "group", group } : { kind: "schema" });
}

/** Only clients are written in one of two packages. */
function hasClients(context: ExportContext, answers: Answers): boolean {
  const filter = filterOf(scopeIn(context, answers));
  return context.catalog.clients.some(({ name }) => filter.client(name));
}

function scopeQuestion({ schema }: Catalog): PickOneQuestion {
  return pickOne("scope", "What is exported?", {
    options: [
      { ...option("schema"), label: `Everything of ${schema.name}` },
      ...Object.entries(groupLabels).map(([group, label]) => ({ ...option(group), label })),
    ],
  });
}

/** Mappings are exported with their privileges. */
const groupLabels: Readonly<Record<Exclude<GroupName, "mappings">, string>> = {
  privileges: "Privileges with their mappings",
  roles: "Roles",
  clients: "Clients with their roles",
  modules: "What protects modules, and their origins",
  objects: "AutoREST objects",
};

function runsQuestion(): PickOneQuestion {
  return pickOne("runs", "How often will the script be run on the same schema?", {
    options: [
      {
        ...option(
          "once",
          undefined,
          "It fails where a role or a client exists, and changes nothing.",
        ),
        label: "Once, on a schema that has none of it",
      },
      {
        ...option(
          "again",
          undefined,
          "Safe to run again. Clients are registered anew: their secrets and tokens end.",
        ),
        label: "Again and again: what exists is made as it is here",
      },
    ],
  });
}

function dialectQuestion({ api }: Dialect): PickOneQuestion {
  const here = (one: Dialect["api"]): string | undefined => (one === api ? "as here" : undefined);
  const options = [
    {
      ...option(
        "ordsSecurity",
        here("ordsSecurity"),
        "Client IDs are kept; secrets come by a bind.",
      ),
      label: "ORDS_SECURITY, for ORDS 24.4 and later",
    },
    {
      ...option("oauth", here("oauth"), "Every client gets a new ID and a new secret."),
      label: "OAUTH, for older releases",
    },
  ];
  return pickOne("api", "For which releases is it written?", {
    options: options.toSorted((a, b) => Number(b.value === api) - Number(a.value === api)),
  });
}
