import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ErrorCode, UserFacingError } from "../../../../src/base/errors.ts";
import { oracleErrorFacts } from "../../../../src/services/oracle/oracleErrorFacts.ts";
import { toConnectOptions } from "../../../../src/services/oracle/toConnectOptions.ts";
import {
  type OracleErrorContext,
  toOracleError,
} from "../../../../src/services/oracle/toOracleError.ts";
import {
  type CertificateAndKey,
  createSelfSigned,
  encryptKey,
} from "../../../support/testCertificates.ts";
import { type ConnectOptions, failureOf } from "./oracleDriverParsers.ts";

const context: OracleErrorContext = {
  profileId: "p1",
  user: "HR",
  address: "db.example.com:1521/svc",
  wallet: false,
  proxy: undefined,
  tls: false,
};

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oracleErrors-"));
});

afterAll(() => rm(folder, { recursive: true }));

const descriptor = (port: number, protocol = "TCP") =>
  `(DESCRIPTION=(ADDRESS=(PROTOCOL=${protocol})(HOST=127.0.0.1)(PORT=${port}))(CONNECT_DATA=(SERVICE_NAME=svc)))`;

interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** A port at which `behave` is called for each connection, in TLS with a certificate. */
async function listen(
  behave: (socket: Socket) => void,
  identity?: CertificateAndKey,
): Promise<Listening> {
  const serve = (socket: Socket) => {
    socket.on("error", () => {});
    behave(socket);
  };
  const server = identity ? createTlsServer(identity, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A listener that refuses by a number of Oracle, in the REFUSE packet of its protocol. */
const refuse = (number: number | undefined) => (socket: Socket) => {
  const error = number === undefined ? "" : `(ERR=${number})`;
  const text = `(DESCRIPTION=(TMP=)(VSNNUM=0)${error})`;
  const packet = Buffer.alloc(12 + text.length);
  packet.writeUInt16BE(packet.length, 0);
  packet[4] = 4;
  packet.writeUInt16BE(text.length, 10);
  packet.write(text, 12);
  socket.once("data", () => socket.end(packet));
};

async function told(
  options: ConnectOptions,
  more: Partial<OracleErrorContext> = {},
): Promise<UserFacingError> {
  return toOracleError(await failureOf(options), { ...context, ...more });
}

test.each([
  [12514, "serviceNotFound", /service/, "editConnection"],
  [12505, "serviceNotFound", /SID/, "editConnection"],
  [12521, "serviceNotFound", /instance/, "editConnection"],
  [12516, "databaseNotAvailable", /ORA-12516/, "retry"],
  [12528, "databaseNotAvailable", /ORA-12528/, "retry"],
  [1034, "databaseNotAvailable", /ORA-01034/, "retry"],
  [12506, "connectionRefused", /access control list.*ORA-12506/, "retry"],
  [12999, "connectionRefused", /NJS-511/, "editConnection"],
  [undefined, "connectionRefused", /NJS-511/, "editConnection"],
] as const)("the driver is refused by a listener with %s", async (number, code, why, action) => {
  await using listener = await listen(refuse(number));
  const error = await told({ connectString: descriptor(listener.port) });
  expect(error).toMatchObject({ code, remedy: { action } });
  expect(`${error.message} ${error.why}`).toMatch(why);
});

test("the driver finds a closed port, an unknown host and a port that is no port", async () => {
  const closed = await told({ connectString: descriptor(1) });
  expect(closed).toMatchObject({
    code: "connectionRefused",
    message: "Nothing listens at db.example.com:1521/svc.",
    remedy: { action: "editConnection", argument: "p1" },
  });
  expect(closed.why).toContain("ECONNREFUSED");
  expect(closed.cause).toMatchObject({ code: "NJS-503" });
  const unknown = await told({ connectString: "no-such-host.invalid/svc" });
  expect(unknown).toMatchObject({ code: "hostNotFound", why: expect.stringContaining("NJS-530") });
  const odd = await told({ connectString: descriptor(99_999) });
  expect(odd.code).toBe("addressNotUnderstood");
});

test.each([
  ["destroys", (socket: Socket) => socket.destroy(), "connectionLost"],
  [
    "speaks HTTP",
    (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    "connectionLost",
  ],
  ["sends an invalid packet", (socket: Socket) => socket.end(Buffer.alloc(12)), "connectionLost"],
] as const)("the driver meets a port that %s", async (_, behave, code) => {
  await using server = await listen((socket) => socket.once("data", () => behave(socket)));
  const error = await told({ connectString: descriptor(server.port) });
  expect(error).toMatchObject({
    code,
    why: expect.stringContaining("TLS"),
    remedy: { action: "retry" },
  });
});

test("the driver waits in vain", async () => {
  const sockets: Socket[] = [];
  await using server = await listen((socket) => sockets.push(socket));
  const connectString = descriptor(server.port, "TCPS");
  const error = await told({ connectString, transportConnectTimeout: 1 }, { tls: true });
  expect(error).toMatchObject({
    code: "timedOut",
    why: expect.stringMatching(/firewall.*NJS-510/),
  });
  for (const socket of sockets) socket.destroy();
});

test.each([
  ["(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)", "NJS-514"],
  ["(FOO=(ADDRESS=(PROTOCOL=TCP)(HOST=db)))", "NJS-512"],
  ["(DESCRIPTION=(ADDRESS=(PROTOCOL=IPC)(KEY=x))(CONNECT_DATA=(SERVICE_NAME=x)))", "NJS-512"],
  ["db/X", "NJS-515"],
  [`(DESCRIPTION=(X=${"a".repeat(5000)}))`, "NJS-522"],
  ["", "NJS-125"],
])("the driver does not understand %.40s", async (connectString, code) => {
  const error = await told({ connectString });
  expect(error).toMatchObject({
    code: "addressNotUnderstood",
    remedy: { action: "editConnection" },
  });
  expect(`${error.message} ${error.why}`).toContain(code);
});

test("the driver does not find a name in tnsnames.ora, the file, or a file in it", async () => {
  const alias = { kind: "tnsAlias", alias: "ORCL", folder } as const;
  const nothing = {
    address: alias,
    wallet: undefined,
    httpsProxy: undefined,
    tnsFolder: undefined,
  };
  const address = "ORCL in tnsnames.ora";
  const find = () => told({ ...toConnectOptions(nothing) }, { address });
  expect((await find()).why).toContain("NJS-520");
  await writeFile(join(folder, "tnsnames.ora"), "OTHER = db/svc\n");
  expect(await find()).toMatchObject({
    message: "ORCL in tnsnames.ora: no such entry was found.",
    why: expect.stringContaining("NJS-517"),
  });
  await writeFile(join(folder, "tnsnames.ora"), "OTHER = db/svc\nIFILE=/no/such/file\n");
  expect(await find()).toMatchObject({
    code: "addressNotUnderstood",
    message: expect.stringContaining("includes"),
  });
  const before = process.env["TNS_ADMIN"];
  delete process.env["TNS_ADMIN"];
  expect((await told({ connectString: "ORCL" })).why).toMatch(/TNS_ADMIN.*NJS-516/);
  if (before !== undefined) process.env["TNS_ADMIN"] = before;
});

test("the driver meets proxies that do not help", async () => {
  const connectString = descriptor(1, "TCPS");
  const proxied = (port: number) =>
    told(
      { connectString, httpsProxy: "127.0.0.1", httpsProxyPort: port },
      { proxy: `127.0.0.1:${port}`, tls: true },
    );
  const answering = (line: string) =>
    listen((socket) => socket.once("data", () => socket.end(`HTTP/1.1 ${line}\r\n\r\n`)));
  await using login = await answering("407 Proxy Authentication Required");
  await using forbidding = await answering("403 Forbidden");
  await using teapot = await answering("418 Teapot");
  expect(await proxied(login.port)).toMatchObject({
    code: "proxyFailed",
    why: expect.stringContaining("status 407"),
  });
  expect((await proxied(forbidding.port)).why).toMatch(/443.*status 403/);
  expect((await proxied(teapot.port)).why).toContain("NJS-504");
  expect(await proxied(1)).toMatchObject({
    code: "proxyFailed",
    message: "The proxy 127.0.0.1:1 could not be used.",
  });
  const plain = await told(
    { connectString: descriptor(1), httpsProxy: "127.0.0.1", httpsProxyPort: 1 },
    { proxy: "127.0.0.1:1" },
  );
  expect(plain).toMatchObject({
    code: "addressNotUnderstood",
    why: expect.stringMatching(/TLS only.*NJS-512/),
  });
});

test("the driver looks at certificates and wallets", async () => {
  const between = (from: number, to: number) => ({
    notBefore: new Date(Date.UTC(from, 0, 1)),
    notAfter: new Date(Date.UTC(to, 0, 1)),
  });
  const good = await createSelfSigned(["127.0.0.1"]);
  const elsewhere = await createSelfSigned(["db.example.com"]);
  const old = await createSelfSigned(["127.0.0.1"], between(2010, 2011));
  const young = await createSelfSigned(["127.0.0.1"], between(2098, 2099));
  const walletOf = async (name: string, text: string) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "ewallet.pem"), text);
    return join(folder, name);
  };
  const reach = async (
    identity: typeof good | undefined,
    options: { walletLocation?: string; walletPassword?: string; security?: string } = {},
  ) => {
    await using server = await listen((socket) => {
      if (identity) refuse(12514)(socket);
      else socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    }, identity);
    const { security = "", ...rest } = options;
    const connectString = descriptor(server.port, "TCPS").replace(/\)$/, `${security})`);
    const wallet = options.walletLocation !== undefined;
    return await told({ connectString, ...rest }, { wallet, tls: true });
  };
  const trusted = await walletOf("trusted", good.cert + good.key);
  expect((await reach(good, { walletLocation: trusted })).code).toBe("serviceNotFound");
  const untrusted = await reach(good);
  expect(untrusted).toMatchObject({
    code: "tlsFailed",
    message: expect.stringContaining("not trusted"),
  });
  expect(untrusted.why).toMatch(/NODE_EXTRA_CA_CERTS.*NJS-506/);
  expect((await reach(elsewhere, { walletLocation: trusted })).why).toMatch(/With a wallet, only/);
  const other = await walletOf("other", elsewhere.cert + elsewhere.key);
  expect((await reach(elsewhere, { walletLocation: other })).message).toMatch(/another name/);
  const security = '(SECURITY=(SSL_SERVER_CERT_DN="CN=other"))';
  expect((await reach(good, { walletLocation: trusted, security })).why).toMatch(
    /SSL_SERVER_CERT_DN/,
  );
  for (const [identity, words] of [
    [old, /expired/],
    [young, /not valid yet/],
  ] as const) {
    const walletLocation = await walletOf(String(words), identity.cert + identity.key);
    expect((await reach(identity, { walletLocation })).message).toMatch(words);
  }
  expect((await reach(undefined)).message).toMatch(/does not speak TLS/);
  const locked = await walletOf("locked", good.cert + encryptKey(good.key, "right"));
  for (const walletPassword of [undefined, "MARKED"]) {
    const error = await reach(good, {
      walletLocation: locked,
      ...(walletPassword === undefined ? {} : { walletPassword }),
    });
    expect(error).toMatchObject({
      code: "walletNotUsable",
      why: expect.stringContaining("NJS-505"),
    });
    expect(everythingIn(error)).not.toContain("MARKED");
  }
  const right = await reach(good, { walletLocation: locked, walletPassword: "right" });
  expect(right.code).toBe("serviceNotFound");
  const missing = await reach(good, { walletLocation: join(folder, "none") });
  expect(missing).toMatchObject({
    code: "walletNotUsable",
    why: expect.stringMatching(/openssl.*NJS-512/),
  });
});

const byCode: readonly (readonly [string, ErrorCode, string])[] = [
  ["ORA-01017", "databaseLoginFailed", "enterPassword"],
  ["ORA-28000", "accountLocked", "retry"],
  ["ORA-28001", "passwordExpired", "enterPassword"],
  ["ORA-28002", "passwordExpired", "enterPassword"],
  ["ORA-01045", "privilegeMissing", "retry"],
  ["ORA-28150", "privilegeMissing", "editConnection"],
  ["ORA-28040", "notInThinMode", "retry"],
  ["NJS-116", "notInThinMode", "enterPassword"],
  ["ORA-28030", "databaseLoginFailed", "retry"],
  ["ORA-12154", "addressNotUnderstood", "editConnection"],
  ["ORA-12514", "serviceNotFound", "editConnection"],
  ["ORA-12541", "connectionRefused", "editConnection"],
  ["ORA-01033", "databaseNotAvailable", "retry"],
  ["ORA-01109", "databaseNotAvailable", "retry"],
  ["ORA-02391", "databaseNotAvailable", "retry"],
  ["ORA-00018", "databaseNotAvailable", "retry"],
  ["ORA-28547", "answerNotUnderstood", "editConnection"],
  ["ORA-12170", "timedOut", "retry"],
  ["NJS-123", "timedOut", "retry"],
  ["NJS-040", "timedOut", "retry"],
  ["NJS-501", "connectionLost", "retry"],
  ["NJS-509", "answerNotUnderstood", "editConnection"],
  ["NJS-138", "notInThinMode", "editConnection"],
  ["NJS-533", "notInThinMode", "editConnection"],
  ["NJS-089", "notInThinMode", "editConnection"],
];

test.each(byCode)("%s is told as %s, in any language", (given, code, action) => {
  const failure = Object.assign(new Error(`${given}: dans n'importe quelle langue`), {
    code: given,
  });
  const error = toOracleError(failure, context);
  expect(error).toMatchObject({ code, remedy: { action }, cause: failure });
  expect(`${error.message} ${error.why}`).toContain(given);
});

test("a number beneath the driver's own code decides, wherever the driver puts it", () => {
  const tell = (message: string, more: object) =>
    toOracleError(Object.assign(new Error(message), more), context);
  const killed = tell("NJS-500: closed\nORA-01012: not logged on\nHelp: https://…", {
    code: "NJS-500",
    errorNum: 1012,
  });
  expect(killed).toMatchObject({ code: "connectionLost", message: expect.stringContaining("HR") });
  expect(
    tell("NJS-513: error received through in-band notification: ORA-1089", { code: "NJS-513" }),
  ).toMatchObject({ code: "databaseNotAvailable" });
  expect(tell("NJS-511: refused\n(CAUSE=ORA-12516)", { code: "NJS-511" }).code).toBe(
    "databaseNotAvailable",
  );
  expect(
    tell("NJS-500: closed\nNJS-501: ended (CONNECTION_ID=x)\nread ECONNRESET", { code: "NJS-500" })
      .why,
  ).toContain("ECONNRESET");
  // The words alone say nothing.
  expect(tell("ORA-01017 ECONNREFUSED", {}).code).toBe("unexpected");
  expect(tell("failed", { cause: Object.assign(new Error("x"), { code: "ETIMEDOUT" }) }).code).toBe(
    "timedOut",
  );
});

test("an error of the database without a row is told by its own first line", () => {
  const failure = Object.assign(
    new Error("ORA-24247: network access denied\nHelp: https://docs.oracle.com/"),
    { code: "ORA-24247", errorNum: 24_247 },
  );
  expect(toOracleError(failure, context)).toMatchObject({
    code: "serverFailed",
    why: "It says: network access denied (ORA-24247)",
    remedy: { action: "openLog" },
  });
  const long = Object.assign(new Error(`ORA-24247: ${"x".repeat(900)}`), { code: "ORA-24247" });
  expect(toOracleError(long, context).why?.length).toBeLessThan(330);
});

test("what is no error of the driver is told, and what is told already stays", () => {
  for (const odd of [undefined, null, "odd", 5, new TypeError("x"), { code: 5 }]) {
    expect(toOracleError(odd, context)).toMatchObject({
      code: "unexpected",
      remedy: { action: "openLog" },
    });
  }
  expect(toOracleError({ code: "NJS-999" }, context).why).toContain("NJS-999");
  const known = new UserFacingError({ code: "notConnected", message: "Not connected." });
  expect(toOracleError(known, context)).toBe(known);
});

test("a password typed in the wrong place is in no message and in no log", async () => {
  const wrong: readonly (readonly [ConnectOptions, Partial<OracleErrorContext>])[] = [
    [{ connectString: "hr/MARKED@db/svc" }, { address: "hr/MARKED@db/svc" }],
    [{ connectString: "hr/MARKED@h/x" }, { address: "hr/MARKED@h/x" }],
    [{ connectString: "MARKED", configDir: folder }, { address: "(PASSWORD=MARKED)" }],
    [{ connectString: descriptor(1), user: "hr/MARKED" }, { user: "hr/MARKED" }],
    [{ connectString: descriptor(1), password: "MARKED", walletPassword: "MARKED" }, {}],
  ];
  await writeFile(join(folder, "tnsnames.ora"), "OTHER = db/svc\n");
  for (const [options, more] of wrong) {
    expect(everythingIn(await told(options, more))).not.toContain("MARKED");
  }
  for (const { codes } of oracleErrorFacts) {
    for (const code of codes) {
      const failure = Object.assign(new Error(`${code}: hr/MARKED@db`), { code });
      const { message, why } = toOracleError(failure, {
        ...context,
        user: "hr/MARKED",
        address: "hr/MARKED@db",
        proxy: "me/MARKED@proxy",
      });
      expect(`${message} ${why}`).not.toContain("MARKED");
    }
  }
  const unlisted = Object.assign(new Error("ORA-24247: hr/MARKED@db password=MARKED"), {
    code: "ORA-24247",
  });
  const { message, why } = toOracleError(unlisted, context);
  expect(`${message} ${why}`).not.toContain("MARKED");
});

test("every row is whole, and no code is in two", () => {
  const seen = oracleErrorFacts.flatMap(({ codes }) => codes);
  expect(new Set(seen).size).toBe(seen.length);
  for (const facts of oracleErrorFacts) {
    for (const more of [{}, { wallet: true, proxy: "proxy:80", tls: true }]) {
      for (const code of facts.codes) {
        const error = toOracleError({ code }, { ...context, ...more });
        expect(error.code).toBe(facts.code);
        const text = `${error.message} ${error.why}`;
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(error.message).toMatch(/[.)]$/);
        expect(text.length).toBeLessThan(500);
      }
    }
  }
});

/** All that a person or the log could get to see of an error. */
function everythingIn({ message, why, cause, remedy }: UserFacingError): string {
  const told = cause instanceof Error ? `${cause.message} ${cause.stack}` : String(cause);
  return [message, why, told, JSON.stringify(remedy)].join("\n");
}
