import type { DatabaseAddress } from "../../domain/database/databaseAddress.ts";
import type { ClientAuthentication } from "../tokens/clientAuthentication.ts";
import type { ConnectionTls } from "../http/connectionTls.ts";

/** How to reach one REST-enabled schema. Never a secret; passwords live in the secret store under the id. */
export type ConnectionProfile = RestSqlProfile | OracleProfile | SqlDeveloperProfile;

interface ProfileBase {
  readonly id: ProfileId;
  /** What the person calls it. */
  readonly name: string;
  /**
   * Where ORDS is, up to and including `/ords`, without a final slash: `https://db.example.com/ords`. Undefined when
   * the person did not say: then all works but tokens and requests.
   */
  readonly baseUrl: string | undefined;
  /** The URL segment of the schema; a connection to the database learns it when it is opened. */
  readonly alias: string | undefined;
  /** The person has confirmed that credentials go over plain http to a host that is not this machine. */
  readonly allowPlainHttp: boolean;
  /** True for the connection that belongs to the practice server; it is not edited by hand. */
  readonly practice: boolean;
  /** The schema that is looked at in place of one's own, by somebody who administers ORDS. */
  readonly otherSchema: OtherSchema | undefined;
  /** Certificates towards ORDS; undefined where those of this computer do. */
  readonly tls: ConnectionTls | undefined;
  /** How clients show their secrets to the token endpoint of this server; undefined: as the setting says. */
  readonly clientAuthentication?: ClientAuthentication | undefined;
}

/** Through ORDS' REST-Enabled SQL. */
export interface RestSqlProfile extends ProfileBase {
  readonly kind: "restSql";
  readonly baseUrl: string;
  readonly alias: string;
  /** Database user for REST-Enabled SQL. */
  readonly user: string;
  readonly password: PasswordStorage;
}

/** Directly to the database, by Oracle's driver. */
export interface OracleProfile extends ProfileBase {
  readonly kind: "oracle";
  readonly database: DatabaseAddress;
  /** `hr`, or `app[hr]` for a proxy user. */
  readonly user: string;
  readonly password: PasswordStorage;
  readonly wallet: Wallet | undefined;
  readonly httpsProxy: HttpsProxy | undefined;
}

/** A session of a connection that belongs to Oracle's own extension. */
export interface SqlDeveloperProfile extends ProfileBase {
  readonly kind: "sqlDeveloper";
  /** As that extension knows the connection. */
  readonly connectionId: string;
}

/** The kinds that log in with a password of ours. */
export type LoginProfile = RestSqlProfile | OracleProfile;

export type PasswordStorage = "stored" | "askEveryTime";

/** A folder with `ewallet.pem`. */
export interface Wallet {
  readonly folder: string;
  /** Whether its key is encrypted, so that a password is needed; it is kept beside the one of the database. */
  readonly needsPassword: boolean;
}

export interface HttpsProxy {
  readonly host: string;
  readonly port: number;
}

export interface OtherSchema {
  readonly name: string;
  /** Learned when its catalog is read. */
  readonly alias: string | undefined;
}

export type ProfileId = string & { readonly [idOfProfile]: true };
declare const idOfProfile: unique symbol;

export const profileId = (text: string): ProfileId => text as ProfileId;
