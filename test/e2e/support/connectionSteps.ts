import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accept, answer, goBack, pickItem, quickInput, untilAsked } from "./quickInput.ts";
import { retry } from "./retry.ts";
import { openSideBar } from "./sideBar.ts";
import { clickViewAction, treeView } from "./treeView.ts";

/** What a person answers when a database is added by its host. */
export interface OracleAnswers {
  readonly port: number;
  readonly service?: string;
  readonly tls?: boolean;
  readonly user: string;
  readonly password: string;
  /** The address of ORDS; empty to go without. */
  readonly ords?: string;
  readonly name: string;
}

/** Begins "Add connection", wherever its button is, and chooses how the schema is reached. */
export async function beginConnection(page: Page, kind: string): Promise<void> {
  const sideBar = await openSideBar(page, "ORDS Security");
  const first = sideBar.getByRole("button", { name: "Add connection", exact: true });
  if (await first.isVisible()) await first.click();
  else await clickViewAction(page, "Connections", /Add connection/);
  await untilPrompted(page, "How is the schema reached?");
  await pickItem(page, kind);
}

export interface RestAnswers {
  /** Up to the alias. */
  readonly url: string;
  readonly alias: string;
  readonly user: string;
  readonly password: string;
  readonly name: string;
}

/** All steps of a schema behind REST-Enabled SQL, whose password is kept. */
export async function addRestConnection(page: Page, answers: RestAnswers): Promise<void> {
  await beginConnection(page, "REST");
  await answerPrompt(page, "Address", `${answers.url}/${answers.alias}`);
  await answerPrompt(page, "Alias", answers.alias);
  await answerPrompt(page, "Database user", answers.user);
  await untilPrompted(page, "Where does the password stay?");
  await pickItem(page, "Keep the password");
  await answerPrompt(page, "Password", answers.password);
  await answerPrompt(page, "Name of the connection", answers.name);
}

/** Enters the secret of a client, and waits until the tree knows that it is there. */
export async function enterSecret(page: Page, client: string, secret: string): Promise<void> {
  const tree = treeView(page, "Connections");
  const line = new RegExp(`^${client}`);
  await tree.expandTo(/^Clients/, line);
  await tree.chooseAction(line, "Enter secret");
  await untilAsked(page, `Secret of ${client}`);
  await answer(page, secret);
  await expect.poll(async () => await tree.item(line).innerText()).not.toContain("no secret");
}

/** The steps of a database by its host, up to the last answer. */
export async function addOracleConnection(page: Page, answers: OracleAnswers): Promise<void> {
  await beginConnection(page, "Oracle Database");
  await pickAddressing(page, "Host, port and service");
  await answerHost(page, answers);
  await answerLogin(page, answers);
}

export async function pickAddressing(page: Page, addressing: string): Promise<void> {
  await untilPrompted(page, "How is the database addressed?");
  await pickItem(page, addressing);
}

export async function answerHost(
  page: Page,
  { port, service = "FREEPDB1", tls = false }: Pick<OracleAnswers, "port" | "service" | "tls">,
): Promise<void> {
  await answerPrompt(page, "Host of the database", "127.0.0.1");
  await answerPrompt(page, "Port of its listener", String(port));
  await answerPrompt(page, "Name of the service", service);
  await untilPrompted(page, "Is the way to the listener encrypted?");
  await pickItem(page, tls ? "With TLS (TCPS)" : "Without TLS (TCP)");
}

/** From the user to the name. */
export async function answerLogin(
  page: Page,
  { user, password, ords = "", name }: Omit<OracleAnswers, "port">,
): Promise<void> {
  await answerPrompt(page, "Database user", user);
  await untilPrompted(page, "Where does the password stay?");
  await pickItem(page, "Keep the password");
  await answerPrompt(page, "Password of", password);
  await answerPrompt(page, "Address of ORDS", ords);
  await answerPrompt(page, "Name of the connection", name);
}

/** Waits for a question by its words, which a list has in the line where one types. */
export async function untilPrompted(page: Page, words: string): Promise<void> {
  let shown = "";
  await retry(`the question "${words}"`, async () => {
    shown = await promptText(page);
    return shown.includes(words) || undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; shown is: ${shown}`);
  });
}

export async function answerPrompt(page: Page, words: string, text: string): Promise<void> {
  await untilPrompted(page, words);
  await answer(page, text);
}

/** What a field begins with is right. */
export async function acceptPrompt(page: Page, words: string): Promise<void> {
  await untilPrompted(page, words);
  await accept(page);
}

/** Goes back, step by step, to a question. */
export async function goBackToPrompt(page: Page, words: string): Promise<void> {
  for (;;) {
    const shown = await promptText(page);
    if (shown.includes(words)) return;
    await goBack(page);
    await retry("the question before", async () => (await promptText(page)) !== shown || undefined);
  }
}

async function promptText(page: Page): Promise<string> {
  const { input, message, title } = quickInput(page);
  if (!(await title.isVisible())) return "";
  const parts = [await input.getAttribute("placeholder"), await message.innerText()];
  return parts.filter(Boolean).join("\n");
}
