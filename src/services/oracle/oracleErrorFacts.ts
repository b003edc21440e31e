import type { ErrorCode } from "../../base/errors.ts";

/** What is told about a code: `{user}`, `{address}`, `{proxy}` and `{code}` stand for those of the failure. */
export interface OracleErrorFacts {
  readonly codes: readonly string[];
  readonly code: ErrorCode;
  /** What happened. */
  readonly message: string;
  /** Why, and what to do; where that depends on the way that was taken, a function of it. */
  readonly why: string | ((way: OracleWay) => string);
  readonly remedy: "enterPassword" | "editConnection" | "retry" | "openLog";
}

export interface OracleWay {
  readonly wallet: boolean;
  readonly proxy: string | undefined;
  readonly tls: boolean;
}

const ownCa =
  "Its certificate was issued by an authority that this computer does not trust. Choose the folder of the database's wallet, whose ewallet.pem names that authority; or put the authority's certificate into a file, name that in the environment variable NODE_EXTRA_CA_CERTS, and restart VS Code.";

const ownCaBesideWallet =
  "With a wallet, only the authorities named in its ewallet.pem are trusted, and the one that issued this certificate is not among them. Get the database's present wallet; for a certificate of a public authority, choose no wallet.";

const notTls =
  "The port may be one without TLS: that is usually 1521, the one with TLS 2484 or 1522.";

const behindFirewall = ({ proxy }: OracleWay): string =>
  proxy === undefined
    ? "A firewall may drop the connection, or the host be down. Check host and port, and your network or VPN."
    : "The proxy {proxy} may not reach it, or a firewall drops the connection. Check host, port and proxy.";

/**
 * Every code that is told in words of its own. The NJS codes are those of the driver's list of errors. What
 * the ORA codes mean is common knowledge of Oracle's users; reasons and advice are ours and were not tried on a server. A code may stand in one row only.
 */
export const oracleErrorFacts: readonly OracleErrorFacts[] = [
  // The login
  {
    codes: ["ORA-01017", "ORA-01005"],
    code: "databaseLoginFailed",
    message: "The database did not accept the login of {user}.",
    why: "User or password is wrong, or the user belongs to another database than this service leads to. The database does not tell which.",
    remedy: "enterPassword",
  },
  {
    codes: ["NJS-101"],
    code: "databaseLoginFailed",
    message: "There is no password for {user}.",
    why: "The database wants one. An empty password is none.",
    remedy: "enterPassword",
  },
  {
    codes: ["ORA-28000"],
    code: "accountLocked",
    message: "The account {user} is locked.",
    why: "An administrator locked it, or too many logins with a wrong password did; then it may open by itself after a day. An administrator unlocks it by: ALTER USER … ACCOUNT UNLOCK",
    remedy: "retry",
  },
  {
    codes: ["ORA-28001", "ORA-28011"],
    code: "passwordExpired",
    message: "The password of {user} has expired.",
    why: "Log in with SQL*Plus, SQLcl or SQL Developer, which ask for a new one, or have an administrator set it (ALTER USER … IDENTIFIED BY …). Then enter the new password here.",
    remedy: "enterPassword",
  },
  {
    codes: ["ORA-28002"],
    code: "passwordExpired",
    message: "The password of {user} will expire soon.",
    why: "Change it with SQL*Plus, SQLcl or SQL Developer (command: password), then enter the new one here.",
    remedy: "enterPassword",
  },
  {
    codes: ["ORA-01045"],
    code: "privilegeMissing",
    message: "{user} may not log in to this database.",
    why: "The user lacks the privilege CREATE SESSION. An administrator grants it by: GRANT CREATE SESSION TO …",
    remedy: "retry",
  },
  {
    codes: ["ORA-01035"],
    code: "privilegeMissing",
    message: "The database lets only administrators in at present.",
    why: "It runs in restricted mode, which wants the privilege RESTRICTED SESSION. Try again when the maintenance is over.",
    remedy: "retry",
  },
  {
    codes: ["ORA-28150", "ORA-28154", "ORA-28155", "ORA-28183"],
    code: "privilegeMissing",
    message: "The login as {user} through another user is not allowed.",
    why: "For app[hr], an administrator allows it by: ALTER USER hr GRANT CONNECT THROUGH app",
    remedy: "editConnection",
  },
  {
    codes: ["ORA-28009"],
    code: "databaseLoginFailed",
    message: "SYS can only log in as SYSDBA, which is not offered here.",
    why: "Use the user whose schema is REST-enabled, or one that administers ORDS.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-116"],
    code: "notInThinMode",
    message: "The password of {user} is kept in a form that is too old for Oracle's driver.",
    why: "It was set in a database of version 10 or with its settings (verifier 10G). Setting it anew is enough, even to the same word: ALTER USER … IDENTIFIED BY …, with SQLNET.ALLOWED_LOGON_VERSION_SERVER at 11 or above on the server.",
    remedy: "enterPassword",
  },
  {
    codes: ["ORA-28040", "ORA-28041"],
    code: "notInThinMode",
    message: "The database and Oracle's driver have no way of logging in in common.",
    why: "The database is too old, or its SQLNET.ALLOWED_LOGON_VERSION_SERVER asks for more than the kept password of {user} offers. An administrator sets the password anew, or changes that parameter.",
    remedy: "retry",
  },
  {
    codes: ["ORA-28030"],
    code: "databaseLoginFailed",
    message: "The database could not ask its directory about {user}.",
    why: "The user belongs to a directory (LDAP) that the database did not reach. Try again later, or use a user of the database itself.",
    remedy: "retry",
  },
  {
    codes: ["ORA-00604", "ORA-04088", "ORA-04098"],
    code: "databaseLoginFailed",
    message: "A trigger of the database stopped the login of {user}.",
    why: "Databases often let in only some programs or computers that way. An administrator knows the rule; the log has what the trigger said.",
    remedy: "openLog",
  },
  // The listener
  {
    codes: ["NJS-518", "ORA-12514"],
    code: "serviceNotFound",
    message: "The listener at {address} does not know this service.",
    why: "Check the service's name: “lsnrctl services” on the server lists them, “select name from v$services” in the database. Or the database is not up yet.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-519", "ORA-12505"],
    code: "serviceNotFound",
    message: "The listener at {address} does not know this SID.",
    why: "The SID is that of the instance; pluggable databases have none, only a service name, such as FREEPDB1. “lsnrctl services” on the server lists them.",
    remedy: "editConnection",
  },
  {
    codes: ["ORA-12521"],
    code: "serviceNotFound",
    message: "The listener at {address} does not know this instance.",
    why: "Leave the instance out of the address, or check its name by “lsnrctl services” on the server.",
    remedy: "editConnection",
  },
  {
    codes: ["ORA-12506", "ORA-12529"],
    code: "connectionRefused",
    message: "The database does not let this computer in.",
    why: "Its list of allowed network addresses (access control list) does not have yours. Add it there, or use the VPN that the list allows.",
    remedy: "retry",
  },
  {
    codes: ["ORA-12516", "ORA-12518", "ORA-12519", "ORA-12520", "ORA-12523", "ORA-12525"],
    code: "databaseNotAvailable",
    message: "The listener at {address} has no free place for another session.",
    why: "The database has reached its number of processes, or does not offer this kind of connection. Close sessions and try again; an administrator can raise the parameter PROCESSES.",
    remedy: "retry",
  },
  {
    codes: ["ORA-12526", "ORA-12527", "ORA-12528"],
    code: "databaseNotAvailable",
    message: "The database behind {address} does not take sessions at present.",
    why: "It is starting up, closing, or in restricted mode. Try again in a minute.",
    remedy: "retry",
  },
  {
    codes: ["ORA-12541", "ORA-12542"],
    code: "connectionRefused",
    message: "There is no listener at {address}.",
    why: "The listener may be stopped, or have another port than the usual 1521.",
    remedy: "editConnection",
  },
  {
    codes: ["ORA-12543", "ORA-12545"],
    code: "hostNotFound",
    message: "The host of {address} cannot be reached.",
    why: behindFirewall,
    remedy: "editConnection",
  },
  {
    codes: ["ORA-12154", "NJS-517"],
    code: "addressNotUnderstood",
    message: "{address}: no such entry was found.",
    why: "Check the name, and that the folder of tnsnames.ora is the right one. A default domain from sqlnet.ora is not added, so write the name as it stands in the file.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-511"],
    code: "connectionRefused",
    message: "The listener at {address} refused the connection.",
    why: "It gave no reason that is known here. Check service and port; the log of the listener tells more.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-536"],
    code: "connectionLost",
    message: "The listener at {address} sends the connection on and on.",
    why: "Its redirects end nowhere, which only an administrator of the listener can mend. Try another address of the database.",
    remedy: "retry",
  },
  // The database itself
  {
    codes: [
      "ORA-01033",
      "ORA-01034",
      "ORA-01089",
      "ORA-01090",
      "ORA-01092",
      "ORA-27101",
      "ORA-01507",
    ],
    code: "databaseNotAvailable",
    message: "The database behind {address} is down, starting up or shutting down.",
    why: "Try again in a minute. If it lasts, it has to be started (STARTUP).",
    remedy: "retry",
  },
  {
    codes: ["ORA-01109"],
    code: "databaseNotAvailable",
    message: "The database behind {address} is not open.",
    why: "A pluggable database is opened by: ALTER PLUGGABLE DATABASE … OPEN; SAVE STATE keeps it open over restarts.",
    remedy: "retry",
  },
  {
    codes: ["ORA-00018", "ORA-00020"],
    code: "databaseNotAvailable",
    message: "The database has reached its number of sessions.",
    why: "Close sessions and try again; an administrator can raise the parameter SESSIONS or PROCESSES.",
    remedy: "retry",
  },
  {
    codes: ["ORA-02391"],
    code: "databaseNotAvailable",
    message: "{user} has as many sessions as its profile allows.",
    why: "Close some, in this and other programs, and try again. The limit is SESSIONS_PER_USER of the user's profile.",
    remedy: "retry",
  },
  {
    codes: ["ORA-00028", "ORA-01012", "ORA-02396", "ORA-02399", "ORA-00022"],
    code: "connectionLost",
    message: "The database ended the session of {user}.",
    why: "An administrator did, or it rested longer than the user's profile allows (IDLE_TIME, CONNECT_TIME). Connect again.",
    remedy: "retry",
  },
  {
    codes: [
      "ORA-03113",
      "ORA-03114",
      "ORA-03135",
      "ORA-12537",
      "ORA-12547",
      "ORA-12570",
      "ORA-12571",
    ],
    code: "connectionLost",
    message: "The connection to {address} broke.",
    why: "The database process ended, or something on the way cut the line. Try again; if it happens each time, the alert log of the database tells more.",
    remedy: "retry",
  },
  {
    codes: ["NJS-138"],
    code: "notInThinMode",
    message: "This database is too old for Oracle's driver.",
    why: "It connects to version 12.1 and above. Use ORDS itself (REST-Enabled SQL) for this connection.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-533", "NJS-532", "NJS-531", "ORA-12650", "ORA-12660", "ORA-12599"],
    code: "notInThinMode",
    message: "The database demands native network encryption, which Oracle's driver does not have.",
    why: "Use TLS: the port of the listener with TCPS, and the wallet if there is one. Or an administrator sets SQLNET.ENCRYPTION_SERVER and SQLNET.CRYPTO_CHECKSUM_SERVER to ACCEPTED. Or use ORDS itself (REST-Enabled SQL).",
    remedy: "editConnection",
  },
  {
    codes: [
      "NJS-089",
      "NJS-100",
      "NJS-192",
      "NJS-136",
      "NJS-140",
      "NJS-188",
      "NJS-524",
      "NJS-523",
      "NJS-529",
    ],
    code: "notInThinMode",
    message: "This connection needs something that only an Oracle client has ({code}).",
    why: "Oracle's driver works here without one (thin mode). Use another address or user, or ORDS itself (REST-Enabled SQL).",
    remedy: "editConnection",
  },
  // The way there
  {
    codes: ["NJS-530", "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"],
    code: "hostNotFound",
    message: "The host of {address} was not found.",
    why: "Check its spelling and your network or VPN.",
    remedy: "editConnection",
  },
  {
    codes: ["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"],
    code: "hostNotFound",
    message: "There is no way through the network to {address}.",
    why: "Check your network or VPN.",
    remedy: "editConnection",
  },
  {
    codes: ["ECONNREFUSED"],
    code: "connectionRefused",
    message: "Nothing listens at {address}.",
    why: "The listener may be stopped, or the port is another one (usually 1521; with TLS 2484, or 1522 in the cloud).",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-503"],
    code: "connectionRefused",
    message: "{address} could not be reached.",
    why: behindFirewall,
    remedy: "editConnection",
  },
  {
    codes: ["NJS-510", "ETIMEDOUT", "ORA-12170", "ORA-12535", "ORA-12606", "ORA-12609"],
    code: "timedOut",
    message: "{address} did not answer in time.",
    why: behindFirewall,
    remedy: "retry",
  },
  {
    codes: ["NJS-123", "NJS-040"],
    code: "timedOut",
    message: "The database did not answer in time.",
    why: "It may be busy, or wait for a lock that another session holds. Try again.",
    remedy: "retry",
  },
  {
    codes: ["NJS-500", "NJS-501", "NJS-521", "ECONNRESET", "EPIPE", "ECONNABORTED", "NJS-003"],
    code: "connectionLost",
    message: "{address} ended the connection.",
    why: ({ tls }) =>
      tls
        ? "Try again. If it happens each time, something on the way cuts the line, or the listener does not let this computer in."
        : "Try again. If it happens each time while connecting, the port may want TLS, belong to another program, or the listener does not let this computer in.",
    remedy: "retry",
  },
  {
    codes: ["NJS-513", "ORA-12572", "ORA-12573"],
    code: "connectionLost",
    message: "The database is about to end this session.",
    why: "It is being shut down or moved. Connect again in a minute.",
    remedy: "retry",
  },
  {
    codes: [
      "NJS-509",
      "NJS-173",
      "NJS-102",
      "NJS-103",
      "NJS-534",
      "ORA-12569",
      "ORA-12592",
      "ORA-28547",
    ],
    code: "answerNotUnderstood",
    message: "What answers at {address} does not speak as an Oracle database does.",
    why: "The port may belong to another program, or want TLS. Something on the way may also change what is sent.",
    remedy: "editConnection",
  },
  // The proxy
  {
    codes: ["NJS-504"],
    code: "proxyFailed",
    message: "The proxy {proxy} could not be used.",
    why: "Check its host and port. It has to be an HTTP proxy that lets through to the database's port (CONNECT).",
    remedy: "editConnection",
  },
  {
    codes: ["HTTP-407", "HTTP-401"],
    code: "proxyFailed",
    message: "The proxy {proxy} wants a login, which Oracle's driver cannot give.",
    why: "Use a proxy without a login for this host, or a way without a proxy.",
    remedy: "editConnection",
  },
  {
    codes: ["HTTP-400", "HTTP-403", "HTTP-405", "HTTP-502", "HTTP-503", "HTTP-504", "HTTP-500"],
    code: "proxyFailed",
    message: "The proxy {proxy} does not let through to {address}.",
    why: "Many proxies allow the port 443 only. Use an address of the database with that port, or ask for this one to be allowed. ({code})",
    remedy: "editConnection",
  },
  // TLS and wallets
  {
    codes: ["NJS-506"],
    code: "tlsFailed",
    message: "No secure connection to {address} could be made.",
    why: ({ wallet }) =>
      wallet
        ? `${notTls} Or the database wants another wallet.`
        : `${notTls} Or the database wants a wallet.`,
    remedy: "editConnection",
  },
  {
    codes: ["SSL-0A00010B", "SSL-100000F7", "TLS-NO-ANSWER"],
    code: "tlsFailed",
    message: "{address} does not speak TLS.",
    why: notTls,
    remedy: "editConnection",
  },
  {
    codes: ["NJS-508", "ERR_TLS_CERT_ALTNAME_INVALID"],
    code: "tlsFailed",
    message: "The certificate of {address} belongs to another name.",
    why: "Use the host name that it was issued for, not an IP address or a short name.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-507"],
    code: "tlsFailed",
    message: "The certificate of {address} is not the one that the address demands.",
    why: "SSL_SERVER_CERT_DN in the address does not fit the certificate's name. Correct it, or leave it out: then the host's name is compared.",
    remedy: "editConnection",
  },
  {
    codes: ["CERT-UNTRUSTED"],
    code: "tlsFailed",
    message: "The certificate of {address} is not trusted.",
    why: ({ wallet }) => (wallet ? ownCaBesideWallet : ownCa),
    remedy: "editConnection",
  },
  {
    codes: ["CERT-EXPIRED"],
    code: "tlsFailed",
    message: "The certificate of {address} has expired.",
    why: "The server needs a new certificate; check this computer's clock, too.",
    remedy: "editConnection",
  },
  {
    codes: ["CERT-NOT-YET-VALID"],
    code: "tlsFailed",
    message: "The certificate of {address} is not valid yet.",
    why: "Check this computer's clock.",
    remedy: "retry",
  },
  {
    codes: ["NJS-505"],
    code: "walletNotUsable",
    message: "The wallet could not be opened.",
    why: `Its password may be wrong (it is the one given when the wallet was made, not the one of the database), or its ewallet.pem is damaged or has no private key.`,
    remedy: "enterPassword",
  },
  {
    codes: ["WALLET-FILE"],
    code: "walletNotUsable",
    message: "The wallet has no ewallet.pem that could be read.",
    why: "Oracle's driver reads no other file of it. Choose the folder of an unpacked wallet that has one; the wallets of cloud databases do, and from ewallet.p12 it is made by: openssl pkcs12 -in ewallet.p12 -out ewallet.pem",
    remedy: "editConnection",
  },
  // The address
  {
    codes: ["NJS-516"],
    code: "addressNotUnderstood",
    message: "It is not known where tnsnames.ora is.",
    why: "Choose its folder in the connection or in the settings, or set the environment variable TNS_ADMIN.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-520"],
    code: "addressNotUnderstood",
    message: "There is no tnsnames.ora in the folder of this connection.",
    why: "Choose the folder that has it: usually network/admin of an Oracle home, or the unpacked wallet of a cloud database.",
    remedy: "editConnection",
  },
  {
    codes: ["ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR"],
    code: "addressNotUnderstood",
    message: "A file that tnsnames.ora includes could not be read. ({code})",
    why: "Oracle's driver wants the whole path behind IFILE, and gives up all of tnsnames.ora over one such file that is missing.",
    remedy: "editConnection",
  },
  {
    codes: ["NJS-512"],
    code: "addressNotUnderstood",
    message: "The address of the database has a parameter that is not usable.",
    why: ({ proxy, tls }) =>
      proxy !== undefined && !tls
        ? "A proxy leads to addresses with TLS only: use TLS, or no proxy."
        : "Without an Oracle client, only TCP and TCPS (TLS) lead to a database; a proxy leads to those with TLS only. The log names the parameter.",
    remedy: "editConnection",
  },
  {
    codes: [
      "NJS-514",
      "NJS-515",
      "NJS-522",
      "NJS-125",
      "NJS-004",
      "NJS-007",
      "ERR_SOCKET_BAD_PORT",
    ],
    code: "addressNotUnderstood",
    message: "Oracle's driver does not understand the address of the database. ({code})",
    why: "It should look like host:1521/service, or be a whole descriptor. For a name in tnsnames.ora, any entry of that file may be the faulty one.",
    remedy: "editConnection",
  },
];
