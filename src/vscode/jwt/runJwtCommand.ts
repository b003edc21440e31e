import { execFile } from "node:child_process";
import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";

/**
 * Runs the command that the person has configured, without a shell, and takes what it prints as the token. Throws
 * `UserFacingError` inputNotValid, which repeats nothing of what it printed: that may be secret.
 */
export async function runJwtCommand(
  command: readonly string[],
  signal: AbortSignal,
): Promise<Secret> {
  const [file, ...args] = command;
  if (file === undefined) throw commandFailed(l10n.t("There is no command."), undefined);
  const printed = await run(file, args, signal);
  if (printed.trim() === "") throw commandFailed(l10n.t("It printed nothing."), undefined);
  return new Secret(printed.trim());
}

const limits = { timeout: 60_000, maxBuffer: 1_000_000, shell: false, windowsHide: true } as const;

async function run(file: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(file, args, { ...limits, encoding: "utf8", signal }, (error, stdout) => {
      if (!error) return resolve(stdout);
      if (signal.aborted) return reject(error);
      reject(commandFailed(whyItFailed(error), file));
    });
  });
}

/** The message of the error repeats the arguments and what was printed, so only its codes are told. */
function whyItFailed({ code, killed }: { code?: unknown; killed?: unknown }): string {
  if (code === "ENOENT") return l10n.t("There is no such program.");
  if (code === "EACCES") return l10n.t("It is no program, or may not be run.");
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return l10n.t("It printed far too much.");
  if (killed === true) return l10n.t("It did not end within a minute.");
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
