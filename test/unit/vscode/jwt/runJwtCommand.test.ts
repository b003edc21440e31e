import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { isCancelled, isUserFacingError } from "../../../../src/base/errors.ts";
import { decodeJwt } from "../../../../src/domain/jwt/decodeJwt.ts";
import { runJwtCommand } from "../../../../src/vscode/jwt/runJwtCommand.ts";
import { jwtText } from "../../../support/jwtText.ts";

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

const jwt = jwtText({ alg: "RS256" }, { iss: "https://issuer.example" });

test("what the command prints is the token, without the line break", async () => {
  const token = await runJwtCommand(node(`console.log('${jwt}')`), never);
  expect(token.reveal()).toBe(jwt);
  expect(String(token)).not.toContain(jwt);
});

test("no shell looks at the arguments", async () => {
  const args = ["$(id)", "; echo x", "`id`", "a b", "%PATH%", "*"];
  const program = `
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    console.log([part({}), part({ args: process.argv.slice(1) }), ""].join("."));`;
  const token = await runJwtCommand(node(program, ...args), never);
  const decoding = decodeJwt(token.reveal());
  expect(decoding.kind === "decoded" && decoding.jwt.claims).toEqual({ args });
});

test.each([
  [
    "an exit code",
    node("console.error('MARKED'); console.log('MARKED'); process.exit(3)"),
    /code 3/,
  ],
  ["nothing", node(""), /printed nothing/],
  ["no program", ["/no/such/program", "MARKED"], /no such program/],
  ["no JWT", node("console.log('tokenMARKED')"), /is of no use. This is not a JWT.*three parts/],
  ["a JWT behind other words", node(`console.log('MARKED: ${jwt}')`), /is of no use/],
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

test("its time is limited, and one that does not listen is ended all the same", async () => {
  await using folder = await temporaryFolder();
  const stubborn = node(stubbornProgram(folder.file));
  const running = runJwtCommand(stubborn, never, 3000).catch((failure: unknown) => failure);
  const pid = await folder.pid();
  const error: unknown = await running;
  expect(isUserFacingError(error) && error.why).toMatch(/did not end within 3 seconds/);
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

test("cancel ends one that does not listen, too", async () => {
  await using folder = await temporaryFolder();
  const controller = new AbortController();
  const running = runJwtCommand(node(stubbornProgram(folder.file)), controller.signal).catch(
    (failure: unknown) => failure,
  );
  const pid = await folder.pid();
  controller.abort();
  expect(isCancelled(await running)).toBe(true);
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

/** Tells its process id in a file, and ignores the signal that asks it to end. */
function stubbornProgram(file: string): string {
  return `
    process.on("SIGTERM", () => undefined);
    require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));
    setInterval(() => undefined, 1000);`;
}

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "ords-security-jwt-"));
  const file = join(folder, "pid");
  return {
    file,
    pid: async (): Promise<number> => {
      const read = async () => Number(await readFile(file, "utf8").catch(() => ""));
      await expect.poll(read, { timeout: 10_000 }).toBeGreaterThan(0);
      return await read();
    },
    [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true }),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
