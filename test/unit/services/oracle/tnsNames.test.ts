import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTnsNames } from "../../../../src/services/oracle/parseTnsNames.ts";
import { findTnsAlias, readTnsNames } from "../../../../src/services/oracle/readTnsNames.ts";
import { driverParsers } from "./oracleDriverParsers.ts";

const to = (host: string) =>
  `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=x)))`;

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tnsNames-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** A new folder with these files; DIR in them stands for its path. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const own = join(folder, String(count++));
  await mkdir(join(own, "sub"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(own, name), text.replaceAll("DIR", own));
  }
  return own;
}

const readAlike: readonly (readonly [string, string])[] = [
  ["one", `ORCL = ${to("a")}\n`],
  ["several names", `a, b ,c= ${to("a")}\n`],
  [
    "many lines",
    `a =\r\n  (DESCRIPTION =\r\n    (ADDRESS = (PROTOCOL = TCP)(HOST = h))\r\n )\r\nb=${to("b")}`,
  ],
  [
    "comments",
    `# first\na=(DESCRIPTION= # open )\n # more (\n (ADDRESS=(HOST=h)))\n\nb=${to("b")}`,
  ],
  ["a byte order mark", `\uFEFFa=${to("a")}`],
  ["two of one name", `a=${to("a")}\nA=${to("second")}`],
  ["Easy Connect", "a=h1:1521/svc\nb=//h1/svc\n"],
  ["a value at the edge", `a=\n(DESCRIPTION=\n(ADDRESS=(HOST=h)))\nb=${to("b")}`],
  ["quotes", 'a=(DESCRIPTION=(SECURITY=(SSL_SERVER_CERT_DN="CN=a (b),O=c")))'],
  ["a listener's address", `a=${to("a")}\nLISTENER_A=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1))`],
];

test.each(readAlike)("%s: the driver finds the same names and descriptors", async (_, text) => {
  const own = await folderWith({ "tnsnames.ora": text });
  const driver = await driverParsers.readTnsNames(join(own, "tnsnames.ora"));
  const ours = parseTnsNames(text);
  expect(ours.problems).toEqual([]);
  const plain = (written: string) => written.replace(/[\s"]/g, "");
  expect(
    Object.fromEntries(
      ours.aliases.map((each) => [each.name.toUpperCase(), plain(each.descriptor ?? "")]),
    ),
  ).toEqual(
    Object.fromEntries(
      [...driver].map(([name, pair]) => [
        name,
        plain(pair.toString()).replace(/^\([^=]*=(.*)\)$/, "$1"),
      ]),
    ),
  );
});

test("what the driver gives up the whole file over is a problem, and the rest is read", async () => {
  const long = `long=(DESCRIPTION=(X=${"a".repeat(5000)}))`;
  for (const [broken, line, message] of [
    [`ok=${to("a")}\nbad=(DESCRIPTION=(ADDRESS=(HOST=h)\nok2=${to("b")}`, 2, /parenthesis/],
    [`ok=${to("a")}\n${long}\nok2=${to("b")}`, 2, /4096/],
    [`ok=${to("a")}\nok2=${to("b")} x\n`, 2, undefined],
  ] as const) {
    const own = await folderWith({ "tnsnames.ora": broken });
    const { aliases, problems } = parseTnsNames(broken);
    expect(aliases.map(({ name }) => name)).toEqual(expect.arrayContaining(["ok", "ok2"]));
    expect(problems[0]).toMatchObject({
      line,
      message: message ? expect.stringMatching(message) : expect.any(String),
    });
    if (message)
      await expect(driverParsers.readTnsNames(join(own, "tnsnames.ora"))).rejects.toThrow("NJS-5");
  }
});

test("lines that are none, and names without an address, are problems", () => {
  const { aliases, problems } = parseTnsNames(`)\nwhat is this\na=\nb=${to("b")}`);
  expect(aliases).toEqual([
    { name: "a", descriptor: undefined },
    { name: "b", descriptor: to("b") },
  ]);
  expect(problems.map(({ line }) => line)).toEqual([1, 2, 3]);
});

test("an entry of which a line begins at the edge is read, though the driver does not", () => {
  const text = "a=\n(DESCRIPTION=\n(ADDRESS=(HOST=h)\n(\nPORT=1)))";
  expect(parseTnsNames(text).aliases).toEqual([
    { name: "a", descriptor: "(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1)))" },
  ]);
});

test("it never throws, and long texts of one kind come to an end", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("a", "b.c", "=", "(", ")", ",", "\n", " ", '"', "#", "IFILE=", "\r"),
      ),
      (parts) => {
        parseTnsNames(parts.join(""));
      },
    ),
  );
  // Whoever looks at each sign again for each other one is not done before the test is given up.
  for (const piece of [
    "a",
    "a,",
    "a=",
    "(",
    ")",
    "a=(",
    "\n",
    " ",
    '"',
    "#",
    "a=(\nb",
    "a \n",
    "a, \n",
  ]) {
    const { aliases } = parseTnsNames(piece.repeat(300_000 / piece.length));
    // None of them says where a database is.
    expect(aliases.filter(({ descriptor }) => descriptor?.includes("HOST"))).toEqual([]);
  }
});

test("included files are read from beside their file, with the problems of each", async () => {
  const own = await folderWith({
    "tnsnames.ora": `IFILE=sub/more.ora\nIFILE="DIR/gone.ora"\na=${to("a")}\nb=${to("own")}`,
    "sub/more.ora": `b=${to("b")}\nc=${to("c")}\nIFILE=DIR/tnsnames.ora\nodd\n`,
  });
  const { aliases, problems } = await readTnsNames(own);
  expect(aliases.map(({ name }) => name).toSorted()).toEqual(["a", "b", "c"]);
  expect(findTnsAlias(aliases, " B ")?.descriptor).toBe(to("own"));
  expect(findTnsAlias(aliases, "d")).toBeUndefined();
  expect(problems.map(({ file, message }) => `${file.slice(own.length + 1)}: ${message}`)).toEqual([
    expect.stringMatching(/^tnsnames.ora: .*whole path/),
    expect.stringMatching(/^sub.more.ora: .*no entry/),
    expect.stringMatching(/^tnsnames.ora: .*includes itself/),
    expect.stringMatching(/^gone.ora: .*no such file/),
  ]);
});

test("files that include one another too deeply are left out, as the driver does", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 7 }, (_, at) => [
      `f${at}.ora`,
      `a${at}=${to("a")}\nIFILE=DIR/f${at + 1}.ora`,
    ]),
  );
  const own = await folderWith({ ...files, "tnsnames.ora": `IFILE=DIR/f1.ora\na0=${to("a")}` });
  const { aliases, problems } = await readTnsNames(own);
  const driver = await driverParsers.readTnsNames(join(own, "tnsnames.ora"));
  expect(aliases.map(({ name }) => name.toUpperCase()).toSorted()).toEqual(
    [...driver.keys()].toSorted(),
  );
  expect(problems).toEqual([
    expect.objectContaining({ message: expect.stringContaining("too many") }),
  ]);
});

test("a missing, a too large and an unreadable file are problems", async () => {
  const { aliases, problems } = await readTnsNames(join(folder, "none"));
  expect({ aliases, problems }).toMatchObject({
    aliases: [],
    problems: [{ message: /no such file/i.exec("There is no such file.")?.input }],
  });
  const large = await folderWith({ "tnsnames.ora": "#".repeat(5 * 1024 * 1024 + 1) });
  expect((await readTnsNames(large)).problems[0]?.message).toMatch(/too large/);
  const odd = await folderWith({});
  await mkdir(join(odd, "tnsnames.ora"));
  expect((await readTnsNames(odd)).problems[0]?.message).toMatch(/cannot be read/);
});
