import { isIP, isIPv6 } from "node:net";
import { checkBasicAddress } from "./checkBasicAddress.ts";
import type { DatabaseAddress } from "../../domain/database/databaseAddress.ts";
import { checkDescriptor } from "./checkDescriptor.ts";
import { checkEasyConnect } from "./checkEasyConnect.ts";

export type ReadConnectString =
  | {
      readonly kind: "address";
      readonly address: DatabaseAddress;
      /** The user in front of an `@`, such as `hr` or `app[hr]`. */
      readonly user: string | undefined;
    }
  | { readonly kind: "problem"; readonly message: string };

/**
 * The address of a database in whatever a person pastes: Easy Connect with or without `//`, a protocol or parameters; a
 * JDBC URL; the command line of SQL*Plus or SQLcl; a descriptor, alone or as an entry of tnsnames.ora; a bare word,
 * which is a name in tnsnames.ora.
 *
 * What is simple becomes `basic`, which Oracle's driver reads from a descriptor of ours: so one letter is enough for a
 * host or a service there, though not in Easy Connect. What the driver would not take, or take for something else, is
 * a problem with its way out. A password is refused and never repeated. Throws nothing.
 */
export function readConnectString(text: string): ReadConnectString {
  const typed = unwrapped(text);
  if (typed === "") {
    return problem("Enter the address of the database, such as host:1521/FREEPDB1.");
  }
  if (Buffer.byteLength(typed) > 4096) {
    return problem("This is too long: Oracle's driver reads 4096 bytes of an address.");
  }
  if (/(?:password|passwd|pwd)\w*\s*=/i.test(typed)) return passwordInside;
  if (/^https?:\/\//i.test(typed)) {
    return problem(
      "This is a web address. The one of a database looks like host:1521/FREEPDB1; for ORDS, add a connection of the other kind.",
    );
  }
  const command = /^(?:sqlplus|sqlcl|sql|connect|conn)(?:\.exe)?\s+((?:-\S+\s+)*)(.*)$/is.exec(
    typed,
  );
  if (command) return readLogin(command[2] ?? "", true);
  if (!/^jdbc:/i.test(typed)) return readLogin(typed, false);
  const jdbc = /^jdbc:oracle:(?:thin|oci8?):(.*)$/is.exec(typed);
  return jdbc
    ? readLogin(jdbc[1] ?? "", true)
    : problem("This is a JDBC URL, but not one of an Oracle database (jdbc:oracle:thin:@…).");
}

/** `[user]@address`; in a command line and in a JDBC URL nothing is an address that has no @ before it. */
function readLogin(text: string, needsAt: boolean): ReadConnectString {
  const role = /\s+as\s+(sys\w+)$/i.exec(text);
  if (role) {
    return problem(`Leave “as ${role[1]}” out: such connections are for administration only.`);
  }
  if (/^(?:[\w.$, -]+=\s*)?\(/.test(text)) return needsAt ? noAt : readAddress(text, undefined);
  const [main = "", ...parameters] = text.split("?");
  if (parameters.some(hasStrayAt)) return passwordInside;
  if (!main.includes("@")) return needsAt ? noAt : readAddress(text, undefined);
  const login = /^((?:"[^"]*"|[^"/@\s])*)(\/?)@([^@]*)$/.exec(main);
  // Anything else between a slash and the last @ is a password.
  if (!login) return passwordInside;
  const [, user = "", slash] = login;
  if (user === "" && slash === "/") {
    return problem(
      "Logging in without a user (by a wallet or the operating system) is not offered. Leave out what is before the @.",
    );
  }
  return readAddress(
    text.slice(text.indexOf("@", user.length) + 1).trim(),
    user === "" ? undefined : user,
  );
}

/** Folders and certificate names may have an @ in them; elsewhere behind a ? it ends a password with a ? in it. */
function hasStrayAt(parameters: string): boolean {
  return parameters
    .split("&")
    .some(
      (each) =>
        each.includes("@") && !/^\s*(?:wallet_location|\w+_cert_dn|TNS_ADMIN)\s*=/i.test(each),
    );
}

function readAddress(typed: string, user: string | undefined): ReadConnectString {
  // A question mark that nothing follows asks for nothing, but the driver stumbles over it.
  let text = typed;
  while (text.endsWith("?")) text = text.slice(0, -1).trim();
  const found = (address: DatabaseAddress): ReadConnectString => ({
    kind: "address",
    address,
    user,
  });
  if (text === "")
    return problem("After the @ the address is missing, such as host:1521/FREEPDB1.");
  // Somebody who copies an entry of tnsnames.ora copies its name, too.
  const descriptor = /^(?:[\w.$, -]+=\s*)?(\(.*)$/s.exec(text)?.[1];
  if (descriptor !== undefined) {
    const oneLine = descriptor.replace(/\s+/g, " ").trim();
    const wrong = checkDescriptor(oneLine);
    return wrong === undefined ? found({ kind: "connectString", text: oneLine }) : problem(wrong);
  }
  const withFolder = /^([\w.$-]+)\?TNS_ADMIN=(.+)$/i.exec(text);
  if (withFolder) {
    const [, alias = "", folder = ""] = withFolder;
    return found({ kind: "tnsAlias", alias, folder });
  }
  if (/^[^\s:/?]+$/.test(text)) return readAlias(text, found);
  const sid = /^(?:\/\/)?([^\s/:@?]+|\[[^\]\s]*\]):(\d+):([\w$#]+)$/.exec(text);
  if (sid && !/^(?:dedicated|shared|pooled)$/i.test(sid[3] ?? "")) {
    return sidProblem(sid[1] ?? "", sid[2] ?? "", sid[3] ?? "");
  }
  const host = text.replace(/^(?:tcps?:)?\/\//i, "").split("/")[0] ?? "";
  if (isIPv6(host)) {
    return problem("Put an IPv6 address in brackets, such as [2001:db8::1]:1521/FREEPDB1.");
  }
  const simple =
    /^(?:(tcps?):\/\/|\/\/)?(\[[0-9a-f:.]+\]|[^\s/:?,;[\]]+)(?::(\d*))?(?:\/([^\s/:?]*))?\/?$/i.exec(
      text,
    );
  if (!simple) {
    const wrong = checkEasyConnect(text);
    return wrong === undefined ? found({ kind: "connectString", text }) : problem(wrong);
  }
  const address = {
    kind: "basic",
    host: (simple[2] ?? "").replace(/^\[|\]$/g, ""),
    port: Number(simple[3] || 1521),
    service: simple[4] ?? "",
    tls: simple[1]?.toLowerCase() === "tcps",
  } as const;
  if (address.service === "") {
    return problem("Add which database it is, by its service: host:1521/FREEPDB1.");
  }
  const wrong = checkBasicAddress(address);
  return wrong === undefined ? found(address) : problem(wrong);
}

function readAlias(
  text: string,
  found: (address: DatabaseAddress) => ReadConnectString,
): ReadConnectString {
  if (isIP(text.replace(/^\[|\]$/g, "")) !== 0) {
    return problem("Add which database it is, by its service: host:1521/FREEPDB1.");
  }
  return /^[\w.$-]+$/.test(text)
    ? found({ kind: "tnsAlias", alias: text, folder: undefined })
    : problem("This is no address. It looks like host:1521/FREEPDB1.");
}

function sidProblem(host: string, port: string, sid: string): ReadConnectString {
  const bare = host.replace(/^\[|\]$/g, "");
  return problem(
    `${sid} is a SID, which this way of writing has no place for. Use the service name (${host}:${port}/name), which “lsnrctl services” on the server tells; or, for the SID, the whole descriptor: (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${bare})(PORT=${port}))(CONNECT_DATA=(SID=${sid})))`,
  );
}

/** Without blanks, a closing semicolon, and the quotes or brackets around it. */
function unwrapped(text: string): string {
  const trimmed = text.trim().replace(/\s*;$/, "");
  const pair = /^(["'`<])(.*)(["'`>])$/s.exec(trimmed);
  if (!pair) return trimmed;
  const [, open = "", inner = "", close = ""] = pair;
  const closes = open === "<" ? close === ">" : close === open && !inner.includes(open);
  return closes ? inner.trim() : trimmed;
}

const passwordInside: ReadConnectString = problem(
  "Leave the password out of the address; it is asked for later and kept safely.",
);

const noAt: ReadConnectString = problem(
  "There is no address in this: it begins behind an @, such as user@host:1521/FREEPDB1.",
);

function problem(message: string): ReadConnectString {
  return { kind: "problem", message };
}
