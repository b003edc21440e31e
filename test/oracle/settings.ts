import { Secret } from "../../src/base/secret.ts";
import type { DatabaseAddress } from "../../src/domain/database/databaseAddress.ts";
import { readConnectString } from "../../src/services/oracle/readConnectString.ts";
import { normalizeBaseUrl } from "../../src/services/profiles/normalizeBaseUrl.ts";

/** The real Oracle Database and the ORDS in front of it, either of which may be missing. */
export interface OracleSettings {
  readonly database: DatabaseAddress | undefined;
  readonly ords: OrdsPlace | undefined;
  readonly user: string;
  readonly password: Secret;
  readonly administrator: Account | undefined;
  readonly wallet: TestWallet | undefined;
  /** Certificates are not checked, neither that of ORDS nor that of the database. */
  readonly insecureTls: boolean;
  /** The schema may hold things that the tests did not make. */
  readonly allowExisting: boolean;
  /** How long ORDS is given to see a change; it may keep metadata for a while. */
  readonly settleMs: number;
}

export interface OrdsPlace {
  /** Ends in `/ords`. */
  readonly baseUrl: string;
  readonly alias: string;
}

export interface Account {
  readonly user: string;
  readonly password: Secret;
}

export interface TestWallet {
  readonly folder: string;
  readonly password: Secret | undefined;
}

export type ReadSettings =
  | { readonly kind: "settings"; readonly settings: OracleSettings }
  | { readonly kind: "problem"; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment variables; what is missing or not understood becomes one message. */
export function readSettings(env: Environment): ReadSettings {
  const given = (name: VariableName): string | undefined => {
    const value = env[name]?.trim();
    return value === "" ? undefined : value;
  };
  const missing = required.filter((name) => given(name) === undefined);
  const nowhere = given("ORDS_TEST_DATABASE") === undefined && given("ORDS_TEST_URL") === undefined;
  const database = readDatabase(given("ORDS_TEST_DATABASE"));
  const ords = readUrl(given("ORDS_TEST_URL"));
  const seconds = Number(given("ORDS_TEST_SETTLE_SECONDS") ?? 3);
  const wrong = [
    ...(typeof database === "string" ? [`ORDS_TEST_DATABASE: ${database}`] : []),
    ...(typeof ords === "string" ? [`ORDS_TEST_URL: ${ords}`] : []),
    ...(seconds >= 0 ? [] : ["ORDS_TEST_SETTLE_SECONDS: This is not a number of seconds."]),
    ...pairs.flatMap((pair) => {
      const [first, second] = pair;
      const half = given(first) === undefined ? first : second;
      const both = (given(first) === undefined) === (given(second) === undefined);
      return both ? [] : [`${half}: It is missing, though the other of the two is given.`];
    }),
  ];
  const user = given("ORDS_TEST_USER");
  // A password may begin or end with a blank.
  const password = env["ORDS_TEST_PASSWORD"];
  const incomplete = nowhere || user === undefined || password === undefined;
  if (incomplete || missing.length > 0 || wrong.length > 0)
    return { kind: "problem", message: describeProblem(missing, nowhere, wrong) };
  const administratorUser = given("ORDS_TEST_ADMIN_USER");
  const administratorPassword = env["ORDS_TEST_ADMIN_PASSWORD"];
  const wallet = given("ORDS_TEST_WALLET");
  const walletPassword = env["ORDS_TEST_WALLET_PASSWORD"];
  const place = typeof ords === "object" ? ords : undefined;
  return {
    kind: "settings",
    settings: {
      database: typeof database === "object" ? database : undefined,
      ords: place && {
        baseUrl: place.baseUrl,
        alias: given("ORDS_TEST_ALIAS") ?? place.alias ?? user.toLowerCase(),
      },
      user,
      password: new Secret(password),
      administrator:
        administratorUser === undefined || administratorPassword === undefined
          ? undefined
          : { user: administratorUser, password: new Secret(administratorPassword) },
      wallet:
        wallet === undefined
          ? undefined
          : { folder: wallet, password: walletPassword ? new Secret(walletPassword) : undefined },
      insecureTls: given("ORDS_TEST_INSECURE_TLS") === "yes",
      allowExisting: given("ORDS_TEST_ALLOW_EXISTING") === "yes",
      settleMs: seconds * 1000,
    },
  };
}

/** Every variable, in the order in which a person fills them, with what it is for. */
export const variables = {
  ORDS_TEST_DATABASE:
    "the database: host:port/service, or a descriptor. Without it there are no tests over Oracle's driver",
  ORDS_TEST_URL:
    "the address of ORDS: https://host:8443/ords. Without it there are no tests over REST-Enabled SQL, no tokens and no calls",
  ORDS_TEST_USER: "a REST-enabled schema that nobody else uses: the tests change it",
  ORDS_TEST_PASSWORD: "its password, which is never printed",
  ORDS_TEST_ALIAS:
    "the schema's segment in URLs, unless it is the user's name in lower case or part of ORDS_TEST_URL",
  ORDS_TEST_ADMIN_USER:
    "a user with the role ORDS_ADMINISTRATOR_ROLE, to read the schema from another one",
  ORDS_TEST_ADMIN_PASSWORD: "that user's password",
  ORDS_TEST_WALLET: "the folder with ewallet.pem, for a database that asks for mutual TLS",
  ORDS_TEST_WALLET_PASSWORD: "the password of that file, if its key is encrypted",
  ORDS_TEST_INSECURE_TLS:
    "yes: certificates are not checked. For an authority of your own, name its file in NODE_EXTRA_CA_CERTS instead, which keeps the checks",
  ORDS_TEST_ALLOW_EXISTING:
    "yes: the schema may hold modules, privileges, roles and clients of others; they are not changed",
  ORDS_TEST_SETTLE_SECONDS:
    "how long ORDS may take to see a change, 3 unless you say; more where it keeps metadata (cache.metadata.enabled)",
} as const;

type VariableName = keyof typeof variables;

const required = ["ORDS_TEST_USER", "ORDS_TEST_PASSWORD"] as const satisfies VariableName[];
const pairs = [["ORDS_TEST_ADMIN_USER", "ORDS_TEST_ADMIN_PASSWORD"]] as const satisfies (readonly [
  VariableName,
  VariableName,
])[];

function describeProblem(
  missing: readonly VariableName[],
  nowhere: boolean,
  wrong: readonly string[],
): string {
  const places: readonly VariableName[] = nowhere ? ["ORDS_TEST_DATABASE", "ORDS_TEST_URL"] : [];
  const named = new Set<string>([...missing, ...places]);
  const others = Object.keys(variables).filter((name) => !named.has(name)) as VariableName[];
  const one = (name: VariableName): string => `  ${name}\n      ${variables[name]}.`;
  return [
    "The tests against a real Oracle Database with ORDS are told by environment variables where it is.",
    ...(missing.length > 0 ? ["", "Missing:", ...missing.map(one)] : []),
    ...(nowhere ? ["", "Missing, one of the two or both:", ...places.map(one)] : []),
    ...(wrong.length > 0 ? ["", "Not usable:", ...wrong.map((line) => `  ${line}`)] : []),
    "",
    "The other variables:",
    ...others.map(one),
    "",
    'README.md, "Against a real Oracle Database", says how to start one in containers.',
  ].join("\n");
}

/** The address, or what is wrong with it; the text itself is not repeated, for it may hold a password. */
function readDatabase(text: string | undefined): DatabaseAddress | string | undefined {
  if (text === undefined) return undefined;
  const read = readConnectString(text);
  return read.kind === "address" ? read.address : read.message;
}

function readUrl(
  text: string | undefined,
): { readonly baseUrl: string; readonly alias: string | undefined } | string | undefined {
  if (text === undefined) return undefined;
  const read = normalizeBaseUrl(text);
  return read.kind === "address" ? read : read.message;
}
