import { execFile } from "node:child_process";
import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import { decodeJwt } from "../../domain/jwt/decodeJwt.ts";

/**
 * Runs the command that the person has configured, without a shell, and takes what it prints as the token. Throws
 * `UserFacingError` inputNotValid, which repeats nothing of what it printed: that may be secret.
 */
export async function runJwtCommand(
  command: readonly string[],
  signal: AbortSignal,
  timeoutMs = 60_000,
): Promise<Secret> {
  const [file, ...args] = command;
  if (file === undefined) throw commandFailed(l10n.t("There is no command."), undefined);
  const printed = (await run([file, ...args], signal, timeoutMs)).trim();
  if (printed === "") throw commandFailed(l10n.t("It printed nothing."), file);
  const decoding = decodeJwt(printed);
  if (decoding.kind === "refused") {
    throw commandFailed(l10n.t("What it printed is of no use. {0}", decoding.message), file);
  }
  return new Secret(printed);
}

const limits = {
  maxBuffer: 1_000_000,
  shell: false,
  windowsHide: true,
  // One that does not listen to a polite signal would go on, with the person waiting for it or not.
  killSignal: "SIGKILL",
} as const;

async function run(
  [file, ...args]: readonly [string, ...string[]],
  signal: AbortSignal,
  timeout: number,
): Promise<string> {
  signal.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      { ...limits, timeout, encoding: "utf8" },
      (error, stdout) => {
        signal.removeEventListener("abort", onAbort);
        if (!error) return resolve(stdout);
        reject(commandFailed(whyItFailed(error, timeout), file));
      },
    );
    // Not by execFile's own signal, which asks politely.
    const onAbort = (): void => {
      child.kill(limits.killSignal);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** The message of the error repeats the arguments and what was printed, so only its codes are told. */
function whyItFailed(
  { code, killed }: { code?: unknown; killed?: unknown },
  timeout: number,
): string {
  if (code === "ENOENT") return l10n.t("There is no such program.");
  if (code === "EACCES") return l10n.t("It is no program, or may not be run.");
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return l10n.t("It printed far too much.");
  if (killed === true) return l10n.t("It did not end within {0} seconds.", timeout / 1000);
  if (typeof code === "number") return l10n.t("It ended with the exit code {0}.", code);
  return l10n.t("It could not be started.");
}

function commandFailed(reason: string, file: string | undefined): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("The command for a JWT gave no token."),
    why: l10n.t(
      "{0} It is run without a shell, as the setting {1} has it: {2}.",
      reason,
      "ordsSecurity.jwtCommand",
      file ?? l10n.t("empty"),
    ),
  });
}
