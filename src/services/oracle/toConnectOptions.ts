import { UserFacingError } from "../../base/errors.ts";
import { checkBasicAddress } from "./checkBasicAddress.ts";
import type { BasicAddress, DatabaseAddress } from "../../domain/database/databaseAddress.ts";

/** The part of the options of `oracledb.getConnection` that says where the database is, and how to get there. */
export interface OracleConnectOptions {
  readonly connectString: string;
  /** The folder of tnsnames.ora; without it the driver looks at TNS_ADMIN only. */
  readonly configDir?: string;
  readonly walletLocation?: string;
  readonly httpsProxy?: string;
  readonly httpsProxyPort?: number;
  /** Seconds for TCP and TLS together, for each IP address of the host. */
  readonly transportConnectTimeout: number;
  /** Minutes of silence after which the operating system asks whether the server is still there. */
  readonly expireTime: number;
}

export interface WayToDatabase {
  readonly address: DatabaseAddress;
  readonly wallet: { readonly folder: string } | undefined;
  readonly httpsProxy: { readonly host: string; readonly port: number } | undefined;
  /** Where tnsnames.ora is, for an alias that names no folder: see `tnsFolderOf`. */
  readonly tnsFolder: string | undefined;
}

/**
 * The options that lead to a database. Wallet, proxy and times are given beside the connect string: the driver (in thin
 * mode, with `thickModeDSNPassthrough` at its default) takes them there for descriptors, Easy Connect and aliases
 * alike, never writes them into the text that goes to the listener, so that a folder may have any name, and lets the
 * same parameter in a descriptor win. Retries stay at the driver's default, which is none.
 *
 * Throws for fields that would say something else in a descriptor than they seem to; see `checkBasicAddress`.
 */
export function toConnectOptions({
  address,
  wallet,
  httpsProxy,
  tnsFolder,
}: WayToDatabase): OracleConnectOptions {
  const configDir = address.kind === "tnsAlias" ? (address.folder ?? tnsFolder) : undefined;
  return {
    connectString: connectStringOf(address),
    ...(configDir === undefined ? {} : { configDir }),
    ...(wallet ? { walletLocation: wallet.folder } : {}),
    ...(httpsProxy ? { httpsProxy: httpsProxy.host, httpsProxyPort: httpsProxy.port } : {}),
    // The driver's 20 seconds are spent for each address of a host of which a firewall swallows all packets; a way
    // that works, even through a VPN to another continent, is open within a few.
    transportConnectTimeout: 10,
    // An editor's session rests for hours. The load balancers of the clouds forget a silent connection after 4 to 6
    // minutes without telling either side, and the next statement would wait for ever.
    expireTime: 3,
  };
}

function connectStringOf(address: DatabaseAddress): string {
  switch (address.kind) {
    case "basic":
      return descriptorOf(address);
    case "connectString":
      // The driver takes a text for a descriptor only if its first character is a parenthesis.
      return address.text.trim();
    case "tnsAlias":
      return address.alias.trim();
    default:
      return address satisfies never;
  }
}

/** A descriptor rather than Easy Connect, which has no room for hosts and services of one letter, and none for `$`. */
function descriptorOf(address: BasicAddress): string {
  const problem = checkBasicAddress(address);
  if (problem !== undefined) {
    throw new UserFacingError({
      code: "addressNotUnderstood",
      message: "The address of the database is not usable.",
      why: problem,
    });
  }
  const { host, port, service, tls } = address;
  const protocol = tls ? "TCPS" : "TCP";
  return (
    `(DESCRIPTION=(ADDRESS=(PROTOCOL=${protocol})(HOST=${host})(PORT=${port}))` +
    `(CONNECT_DATA=(SERVICE_NAME=${service})))`
  );
}
