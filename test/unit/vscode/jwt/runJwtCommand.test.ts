import { expect, test, vi } from "vitest";
import { isCancelled, isUserFacingError } from "../../../../src/base/errors.ts";
import { runJwtCommand } from "../../../../src/vscode/jwt/runJwtCommand.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...args: readonly unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_match, at: string) => String(args[Number(at)])),
  },
}));

const never = new AbortController().signal;
const node = (script: string, ...args: readonly string[]) => [
  process.execPath,
  "-e",
  script,
  ...args,
];

test("what the command prints is the token, without the line break", async () => {
  const token = await runJwtCommand(node("console.log('tokenMARKED')"), never);
  expect(token.reveal()).toBe("tokenMARKED");
  expect(String(token)).not.toContain("MARKED");
});

test("no shell looks at the arguments", async () => {
  const args = ["$(id)", "; echo x", "`id`", "a b", "%PATH%", "*"];
  const token = await runJwtCommand(
    node("console.log(JSON.stringify(process.argv.slice(1)))", ...args),
    never,
  );
  expect(JSON.parse(token.reveal())).toEqual(args);
});

test.each([
  [
    "an exit code",
    node("console.error('MARKED'); console.log('MARKED'); process.exit(3)"),
    /code 3/,
  ],
  ["nothing", node(""), /printed nothing/],
  ["no program", ["/no/such/program", "MARKED"], /no such program/],
  ["too much", node("console.log('MARKED'.repeat(400000))"), /far too much/],
])("%s is told, and nothing that was printed or given", async (_name, command, why) => {
  const error: unknown = await runJwtCommand(command, never).catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error("not told to the person");
  expect(error.why).toMatch(why);
  expect(`${error.message} ${error.why} ${String(error.cause)}`).not.toContain("MARKED");
});

test("cancel ends the command", async () => {
  const controller = new AbortController();
  const running = runJwtCommand(node("setInterval(() => {}, 1000)"), controller.signal);
  controller.abort();
  const error: unknown = await running.catch((failure: unknown) => failure);
  expect(isCancelled(error)).toBe(true);
});
