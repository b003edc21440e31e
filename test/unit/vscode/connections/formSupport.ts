import { Secret } from "../../../../src/base/secret.ts";
import { checkBasicAddress } from "../../../../src/services/oracle/checkBasicAddress.ts";
import type { WalletCheck } from "../../../../src/services/oracle/checkWallet.ts";
import { readConnectString } from "../../../../src/services/oracle/readConnectString.ts";
import type { TnsNamesOfFolder } from "../../../../src/services/oracle/readTnsNames.ts";
import { normalizeBaseUrl } from "../../../../src/services/profiles/normalizeBaseUrl.ts";
import { type ProfileId, profileId } from "../../../../src/services/profiles/profile.ts";
import {
  type ConnectionForm,
  connectionPrompts,
  draftsOf,
  type FormResult,
  type OracleLookups,
  toConnection,
} from "../../../../src/vscode/connections/connectionForm.ts";
import { createLookup } from "../../../../src/vscode/connections/lookup.ts";
import type { Prompt, PromptAnswer, PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import { walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";
import type {
  SqlDeveloperConnection,
  SqlDeveloperConnections,
} from "../../../../src/vscode/sqlDeveloper/sqlDeveloperConnections.ts";

/** What there is outside of the form. */
export interface Outside {
  readonly tnsFolder?: string;
  readonly tnsNames?: Readonly<Record<string, TnsNamesOfFolder>>;
  readonly wallets?: Readonly<Record<string, WalletCheck>>;
  readonly sqlDeveloper?: Partial<SqlDeveloperConnections>;
}

export const cloud: TnsNamesOfFolder = {
  aliases: [
    {
      name: "hr_high",
      descriptor:
        "(description=(address=(protocol=tcps)(port=1522)(host=adb.example.com))(connect_data=(service_name=hr_high.adb)))",
    },
    {
      name: "LOCAL",
      descriptor:
        "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=localhost)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=FREEPDB1)))",
    },
  ],
  problems: [],
};

export const noTnsNames = (folder: string): TnsNamesOfFolder => ({
  aliases: [],
  problems: [{ file: `${folder}/tnsnames.ora`, line: 1, message: "There is no such file." }],
});

export const usable: WalletCheck = { kind: "usable", needsPassword: true, hasTnsNames: true };

export function oracleLookups({ tnsFolder, tnsNames, wallets }: Outside): OracleLookups {
  return {
    readConnectString,
    checkBasicAddress,
    readTnsNames: async (folder) => tnsNames?.[folder] ?? noTnsNames(folder),
    checkWallet: async (folder) =>
      wallets?.[folder] ?? { kind: "problem", message: "There is no ewallet.pem in this folder." },
    tnsFolder: () => tnsFolder,
  };
}

export function sqlDeveloperWith(
  changes: Partial<SqlDeveloperConnections> = {},
): SqlDeveloperConnections {
  return {
    installed: false,
    known: () => undefined,
    list: async () => [],
    connect: async () => {
      throw new Error("Not expected: connect");
    },
    ...changes,
  };
}

/** As if it were started already. */
export function sqlDeveloperOf(
  ...connections: readonly SqlDeveloperConnection[]
): Partial<SqlDeveloperConnections> {
  return { installed: true, known: () => connections, list: async () => connections };
}

export function formWith(
  outside: Outside = {},
  changes: Partial<ConnectionForm> = {},
): ConnectionForm {
  const oracle = oracleLookups(outside);
  return {
    normalize: normalizeBaseUrl,
    oracle,
    tnsNames: createLookup(oracle.readTnsNames),
    wallets: createLookup(oracle.checkWallet),
    sqlDeveloper: sqlDeveloperWith(outside.sqlDeveloper),
    edited: undefined,
    takenNames: ["hr on db.example.com"],
    ...changes,
  };
}

type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface Filled extends FormResult {
  /** The ids of the steps, in the order in which they were asked. */
  readonly asked: readonly string[];
  readonly answers: PromptAnswers;
}

/** A person who types these answers, and passes every other step with Enter. Throws what a step complains of. */
export async function fill(
  form: ConnectionForm,
  typed: Typed,
  id: ProfileId = profileId("p1"),
): Promise<Filled> {
  const asked: string[] = [];
  const answers = await walkPrompts(
    {
      title: "",
      drafts: draftsOf(form.edited),
      startAt: "first",
      prompts: (soFar) => connectionPrompts(form, soFar),
    },
    async (prompt, { draft }) => {
      asked.push(prompt.id);
      const answer = answerOf(prompt, typed[prompt.id], draft);
      const problem = await problemOf(prompt, answer);
      if (problem !== undefined) throw new Error(`${prompt.id}: ${problem}`);
      return { kind: "answered", answer };
    },
  );
  return { asked, answers, ...toConnection(form, answers, id) };
}

function answerOf(
  prompt: Prompt,
  typed: string | readonly string[] | undefined,
  draft: PromptAnswer | undefined,
): PromptAnswer {
  switch (prompt.kind) {
    case "secret":
      return new Secret(typeof typed === "string" ? typed : "");
    case "text":
      return typed ?? draft ?? prompt.initial;
    case "pickOne":
      return typed ?? draft ?? prompt.options[0]?.value ?? "";
    case "pickMany":
      return typed ?? draft ?? prompt.initial;
    default:
      return prompt satisfies never;
  }
}

async function problemOf(prompt: Prompt, answer: PromptAnswer): Promise<string | undefined> {
  if (prompt.kind === "pickMany") return prompt.checkAll([answer].flat().map(String))?.message;
  const text = answer instanceof Secret ? answer.reveal() : String(answer);
  if (prompt.kind === "text" && prompt.optional && text === "") return undefined;
  if (prompt.kind === "pickOne") {
    const known = prompt.options.some(({ value }) => value === text);
    if (!known && !prompt.other) return `${text} is not offered`;
    const complaint = known ? undefined : prompt.other?.check(text);
    if (complaint?.severity === "error") return complaint.message;
  } else {
    const complaint = prompt.check(text);
    if (complaint?.severity === "error") return complaint.message;
  }
  return prompt.kind === "secret" ? undefined : await prompt.lookUp?.(text);
}

export function find(form: ConnectionForm, id: string, answers: PromptAnswers): Prompt {
  const prompt = connectionPrompts(form, answers).find((one) => one.id === id);
  if (!prompt) throw new Error(`The form does not ask for ${id}`);
  return prompt;
}

export function initialOf(form: ConnectionForm, id: string, answers: PromptAnswers) {
  const prompt = find(form, id, answers);
  return prompt.kind === "text" ? prompt.initial : undefined;
}

export function complaintOf(
  form: ConnectionForm,
  id: string,
  text: string,
  answers: PromptAnswers = {},
) {
  const prompt = find(form, id, answers);
  if (!("check" in prompt)) throw new Error(`${id} is not typed`);
  return prompt.check(text);
}
