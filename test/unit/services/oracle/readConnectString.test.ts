import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DatabaseAddress } from "../../../../src/domain/database/databaseAddress.ts";
import { readConnectString } from "../../../../src/services/oracle/readConnectString.ts";
import { toConnectOptions } from "../../../../src/services/oracle/toConnectOptions.ts";
import { driverParsers } from "./oracleDriverParsers.ts";

const basic = (host: string, service: string, port = 1521, tls = false): DatabaseAddress => ({
  kind: "basic",
  host,
  port,
  service,
  tls,
});
const text = (written: string): DatabaseAddress => ({ kind: "connectString", text: written });
const alias = (name: string, folder?: string): DatabaseAddress => ({
  kind: "tnsAlias",
  alias: name,
  folder,
});
const descriptor =
  "(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=db1)(PORT=1522))(CONNECT_DATA=(SID=ORCL)))";

const read: readonly (readonly [string, DatabaseAddress, string?])[] = [
  ["db.example.com:1521/FREEPDB1", basic("db.example.com", "FREEPDB1")],
  ["  db/svc ; ", basic("db", "svc")],
  ['"db/svc"', basic("db", "svc")],
  ["<db/svc/>", basic("db", "svc")],
  ["//db:1530/svc", basic("db", "svc", 1530)],
  ["db:/svc", basic("db", "svc")],
  ["tcp://db/svc", basic("db", "svc")],
  ["TCPS://db:2484/svc", basic("db", "svc", 2484, true)],
  ["h/X", basic("h", "X")],
  ["localhost:1521/F", basic("localhost", "F")],
  ["db/my$svc.world", basic("db", "my$svc.world")],
  ["[::1]:1521/svc", basic("::1", "svc")],
  ["10.0.0.1/svc", basic("10.0.0.1", "svc")],
  ["sqlplus hr@//db:1521/svc", basic("db", "svc"), "hr"],
  ["sqlplus -s -L app[hr]@db/svc", basic("db", "svc"), "app[hr]"],
  ["sql hr@ORCL", alias("ORCL"), "hr"],
  ["connect hr/@ORCL", alias("ORCL"), "hr"],
  ['"My User"@db/svc', basic("db", "svc"), '"My User"'],
  ["jdbc:oracle:thin:@//db:1521/svc", basic("db", "svc")],
  ["jdbc:oracle:thin:@db:1521/svc", basic("db", "svc")],
  ["jdbc:oracle:thin:hr/@db:1521/svc", basic("db", "svc"), "hr"],
  ["jdbc:oracle:oci:@ORCL", alias("ORCL")],
  ["jdbc:oracle:thin:@mydb_high?TNS_ADMIN=/home/a@b/w", alias("mydb_high", "/home/a@b/w")],
  [`jdbc:oracle:thin:@${descriptor}`, text(descriptor)],
  [descriptor, text(descriptor)],
  [`ORCL =\n  ${descriptor.replaceAll(")(", ")\n(")}\n`, text(descriptor.replaceAll(")(", ") ("))],
  ["ORCL", alias("ORCL")],
  ["sales.world", alias("sales.world")],
  ["tcps://db:2484/svc?wallet_location=/w", text("tcps://db:2484/svc?wallet_location=/w")],
  ["hr@tcps://db/svc?wallet_location=/a@b", text("tcps://db/svc?wallet_location=/a@b"), "hr"],
  ["db1,db2:1522/svc", text("db1,db2:1522/svc")],
  ["db1;db2/svc", text("db1;db2/svc")],
  ["db/svc:pooled/inst1", text("db/svc:pooled/inst1")],
  ["db/svc?retry_count=3&retry_delay=2", text("db/svc?retry_count=3&retry_delay=2")],
];

const cases = read.map(([typed, address, user]) => ({ typed, address, user }));

test.each(cases)("$typed is read", ({ typed, address, user }) => {
  expect(readConnectString(typed)).toEqual({ kind: "address", address, user });
});

const refused: readonly (readonly [string, RegExp])[] = [
  ["", /such as/],
  ["db:1521:ORCL", /SID.*\(HOST=db\)\(PORT=1521\)\)\(CONNECT_DATA=\(SID=ORCL\)\)\)$/],
  ["jdbc:oracle:thin:@db:1521:ORCL", /SID/],
  ["db:1521", /service/],
  ["db/", /service/],
  ["10.0.0.1", /service/],
  ["db:1521:dedicated", /host:1521/],
  ["::1/svc", /brackets/],
  ["ldap://dir/cn=x", /directory/i],
  ["config-azure://x/y", /configuration provider/],
  ["wss://db/svc", /tcps/],
  ["https://db:8443/ords", /web address/],
  ["jdbc:postgresql://db/x", /not one of an Oracle/],
  ["db/X?retry_count=1", /one letter.*whole descriptor/],
  ["h,db/svc", /one letter.*descriptor/],
  ["db/a$b?retry_count=1", /other signs.*descriptor/],
  ["db:99999/svc", /65535/],
  ["db/svc?x", /name=value/],
  ["tcps://db/svc?wallet_location=/w (1)", /own field/],
  ["db/svc?https_proxy=p", /tcps/],
  ["tcps://db/svc?ssl_server_cert_dn=CN=x", /double quotes/],
  ["(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db))", /parenthesis is missing/],
  ["(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db))) x", /behind a closing/],
  ["(DESCRIPTION=(ADDRESS=(PROTOCOL=BEQ)(PROGRAM=x)))", /BEQ.*TCPS/],
  ["(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1)))", /PROTOCOL/],
  ["(FOO=bar)", /DESCRIPTION/],
  ["sys@db/svc as sysdba", /sysdba/],
  ["/@ORCL", /wallet/],
  ["sqlplus hr", /@/],
  ["hr@", /missing/],
  ["dbü/svc", /letters/],
  ["db/s=v", /signs/],
  ["what is this", /no address/],
];

test.each(refused)("%s is refused with a way out", (typed, message) => {
  const answer = readConnectString(typed);
  expect(answer).toEqual({ kind: "problem", message: expect.stringMatching(message) });
});

test.each([
  "scott/MARKED@db:1521/svc",
  "scott/MARKED@//db:1521/svc",
  "scott/MARKED@ORCL",
  'scott/"MAR@KED"@db/svc',
  "scott/MARKED@x@db/svc",
  "scott/MAR/KED@db/svc",
  "scott/MARKED?@db/svc",
  "scott/a?b=MARKED@db/svc",
  "//scott/MARKED@db/svc",
  "sqlplus scott/MARKED@db/svc",
  "jdbc:oracle:thin:scott/MARKED@db:1521/svc",
  "jdbc:oracle:thin:scott/MARKED@//db:1521/svc",
  "db/svc?wallet_password=MARKED",
  "jdbc:oracle:thin:@//db/svc?oracle.net.wallet_password=MARKED",
  "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db))(PASSWORD=MARKED))",
])("a password is refused and not repeated: %s", (typed) => {
  const answer = readConnectString(typed);
  expect(answer).toEqual({ kind: "problem", message: expect.stringContaining("password") });
  expect(JSON.stringify(answer)).not.toContain("KED");
});

test("the driver reads every address that is not refused", () => {
  for (const [typed] of read) expectDriverReads(typed);
  const anyOf = (...choices: readonly string[]) => fc.constantFrom(...choices);
  const plausible = fc.tuple(
    anyOf("", "", "//", "tcp://", "TCPS://", "tcps:"),
    anyOf("db", "h", "db,db2", "db;[::1]:1", "db:1521,db2:5", "[::1]", "10.0.0.1", "-db", "d_b"),
    anyOf("", ":1521", ":", ":0", ":x"),
    anyOf("", "/", "/svc", "/X", "/s$v", "/_s", "/a.b-c,d", "/s^v", "/s[v", "/svc\\"),
    anyOf("", "", ":dedicated", ":pooled", ":x"),
    anyOf("", "", "/i1", "/i", "/i_1", "/i-1", "//"),
    anyOf(
      "",
      "?sdu=5",
      "?a=b&c=d",
      "?a",
      "?a=b&",
      '?a="b',
      '?a="b c"',
      "?wallet_location=/w'",
      "?a=b=c",
    ),
  );
  fc.assert(
    fc.property(plausible, (parts) => expectDriverReads(parts.join(""))),
    { numRuns: 5000 },
  );
  const words =
    "// tcp tcps:// db h svc X 1521 99999 dedicated ::1 (DESCRIPTION= (ADDRESS= (PROTOCOL=TCP) (HOST=db) wallet_location jdbc:";
  const part = fc.constantFrom(..."/:@?&=,;()[]\"'#$._- ".split(""), ...words.split(" "));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => expectDriverReads(parts.join(""))),
    { numRuns: 5000 },
  );
});

function expectDriverReads(typed: string): void {
  const answer = readConnectString(typed);
  if (answer.kind === "problem" || answer.address.kind === "tnsAlias") return;
  const { address } = answer;
  const { connectString } = toConnectOptions({
    address,
    wallet: undefined,
    httpsProxy: undefined,
    tnsFolder: undefined,
  });
  const resolved = driverParsers.getConnectDescriptorFromEZConnect(connectString).connectString;
  driverParsers.createNVPair(resolved);
}

test("nothing makes it throw, and what is repeated thousands of times is read all the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
      readConnectString(typed);
    }),
  );
  expect(readConnectString(`db/${"x".repeat(5000)}`)).toMatchObject({ kind: "problem" });
  for (const piece of ["a", "@", "/", ":", "(", '"', "a,", "-x ", "a=", "?", " ", "[a]"]) {
    readConnectString(piece.repeat(4000 / piece.length));
    readConnectString(`sqlplus ${piece.repeat(4000 / piece.length)}`);
  }
});
