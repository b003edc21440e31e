import { isUserFacingError, type Remedy, UserFacingError } from "../../base/errors.ts";
import { codesOfOracleError } from "./codesOfOracleError.ts";
import { hideSecrets } from "../../domain/database/hideSecrets.ts";
import { type OracleErrorFacts, oracleErrorFacts, type OracleWay } from "./oracleErrorFacts.ts";

export interface OracleErrorContext extends OracleWay {
  readonly profileId: string;
  readonly user: string;
  /** As `describeAddress` writes it. */
  readonly address: string;
}

/**
 * Translates a failure of Oracle's driver or of the database into what a person is told. Judged by codes only, in our own
 * words: the driver repeats what was typed in some of its messages, so none of them is shown. Of a code of the database
 * that has no row in the table, the database's own first line is.
 */
export function toOracleError(error: unknown, context: OracleErrorContext): UserFacingError {
  if (isUserFacingError(error)) return error;
  const codes = codesOfOracleError(error);
  const code = tellingOrder(codes).find((each) => factsByCode.has(each));
  const facts = code === undefined ? undefined : factsByCode.get(code);
  if (code === undefined || !facts) return withoutFacts(error, codes, context);
  const fill = (text: string) => filled(text, code, context);
  const message = fill(facts.message);
  const why = fill(typeof facts.why === "string" ? facts.why : facts.why(context));
  const named = `${message} ${why}`.includes(shown(code));
  return new UserFacingError({
    code: facts.code,
    message,
    why: named ? why : `${why} (${shown(code)})`,
    remedy: remedies[facts.remedy](context),
    cause: forLog(error, codes),
  });
}

/** What lies beneath the driver's code tells more, with two exceptions. */
function tellingOrder(codes: readonly string[]): readonly string[] {
  // An error of the database stands for itself; others may follow that led to it.
  if (codes[0]?.startsWith("ORA-")) return codes.slice(0, 1);
  const inner = codes.toReversed();
  // The socket beneath a failed proxy is the one to the proxy, not to the database.
  return codes.includes("NJS-504") ? inner.filter((each) => /^(?:NJS|HTTP)-/.test(each)) : inner;
}

const factsByCode: ReadonlyMap<string, OracleErrorFacts> = new Map(
  oracleErrorFacts.flatMap((facts) => facts.codes.map((code) => [code, facts] as const)),
);

const remedies: Readonly<
  Record<OracleErrorFacts["remedy"], (context: OracleErrorContext) => Remedy>
> = {
  enterPassword: ({ profileId }) => ({
    label: "Enter password",
    action: "enterPassword",
    argument: profileId,
  }),
  editConnection: ({ profileId }) => ({
    label: "Edit connection",
    action: "editConnection",
    argument: profileId,
  }),
  retry: () => ({ label: "Try again", action: "retry" }),
  openLog: () => ({ label: "Open log", action: "openLog" }),
};

function withoutFacts(
  error: unknown,
  codes: readonly string[],
  context: OracleErrorContext,
): UserFacingError {
  const [code] = codes;
  const cause = forLog(error, codes);
  const remedy = remedies.openLog(context);
  if (code?.startsWith("ORA-")) {
    const line = firstLine(error);
    const why = `${line === "" ? "It gives no reason." : `It says: ${line}`} (${code})`;
    const message = `The database refused the connection of ${shownUser(context.user)}.`;
    return new UserFacingError({ code: "serverFailed", message, why, remedy, cause });
  }
  return new UserFacingError({
    code: "unexpected",
    message: `The connection to ${hideSecrets(context.address)} failed.`,
    why: `Oracle's driver gives ${code === undefined ? "no code" : `the code ${shown(code)}`}. The log has the details.`,
    remedy,
    cause,
  });
}

/** The database's own first line without its code, shortened. */
function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const [line = ""] = error.message.split("\n");
  const words = hideSecrets(line.replace(/^ORA-\d+:\s*/, "").trim());
  return words.length > 300 ? `${words.slice(0, 299)}…` : words;
}

function filled(text: string, code: string, context: OracleErrorContext): string {
  const values: Readonly<Record<string, string>> = {
    code: shown(code),
    user: shownUser(context.user),
    address: hideSecrets(context.address),
    proxy: hideSecrets(context.proxy ?? "of this connection"),
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A person used to command lines may have typed `user/password` where the user is asked for. */
function shownUser(user: string): string {
  const name = /^(?:"[^"]*"|[^"/])*/.exec(user)?.[0] ?? "";
  return hideSecrets(name.trim() || "this user");
}

/** Our own names for what has no code elsewhere are told without ornament. */
function shown(code: string): string {
  if (code.startsWith("HTTP-")) return `status ${code.slice(5)}`;
  if (code === "WALLET-FILE") return "NJS-512";
  return /^(?:CERT|SSL|TLS)-/.test(code) ? "NJS-506" : code;
}

/** The driver repeats in these what was typed, which may have been a password: the log gets the code alone. */
const repeating: readonly string[] = ["NJS-515", "NJS-517", "NJS-524"];

function forLog(error: unknown, codes: readonly string[]): unknown {
  const code = codes.find((each) => repeating.includes(each));
  return code === undefined
    ? error
    : new Error(`${code} (the driver's text repeats what was typed and is left out)`);
}
