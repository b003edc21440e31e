import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

interface Parsed {
  toString(): string;
}

interface ParserHelpers {
  getConnectDescriptorFromEZConnect(text: string): { readonly connectString: string };
}

interface NvPairs {
  createNVPair(text: string): Parsed;
  findValue(pair: Parsed, names: readonly string[]): string | null;
}

interface NamesParser {
  initializeNlpa(file: string): Promise<ReadonlyMap<string, Parsed>>;
}

/** The inner parsers of Oracle's driver, to which ours are compared: they have no types, and are no public interface. */
export const driverParsers = {
  ...(require("oracledb/lib/impl/parserHelpers.js") as ParserHelpers),
  ...(require("oracledb/lib/thin/sqlnet/nvStrToNvPair.js") as NvPairs),
  readTnsNames: (file: string): Promise<ReadonlyMap<string, Parsed>> => {
    const { NLParamParser } = require("oracledb/lib/thin/sqlnet/paramParser.js") as {
      readonly NLParamParser: new () => NamesParser;
    };
    return new NLParamParser().initializeNlpa(file);
  },
};

export interface ConnectOptions {
  readonly user?: string;
  readonly password?: string;
  readonly walletPassword?: string;
  readonly walletLocation?: string;
  readonly connectString: string;
  readonly [name: string]: unknown;
}

/** How `getConnection` of the driver fails; it never succeeds in these tests. */
export async function failureOf(options: ConnectOptions): Promise<unknown> {
  const oracledb = require("oracledb") as {
    getConnection(options: ConnectOptions): Promise<{ close(): Promise<void> }>;
  };
  try {
    await oracledb.getConnection({ user: "hr", password: "any", ...options });
  } catch (error) {
    return error;
  }
  throw new Error("The driver connected, which it should not.");
}
