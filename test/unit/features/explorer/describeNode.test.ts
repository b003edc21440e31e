import { expect, test } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import type { Catalog, JwtProfile } from "../../../../src/domain/model/catalog.ts";
import type { EntityRef } from "../../../../src/domain/model/entityRef.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { contextValues } from "../../../../src/features/explorer/contextValues.ts";
import { describeNode } from "../../../../src/features/explorer/describeNode.ts";
import { nodeFor } from "../../../../src/features/explorer/explorerNodes.ts";
import type { ExplorerState } from "../../../../src/features/explorer/explorerState.ts";
import type { SessionState } from "../../../../src/features/sessions/sessions.ts";
import { type ConnectionProfile, profileId } from "../../../../src/services/profiles/profile.ts";
import { someJwtProfile } from "../../../support/catalogBuilder.ts";
import { oracleProfileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";
import {
  client,
  emptyCatalog,
  module,
  privilege,
  sampleCatalog,
  template,
} from "../sampleCatalog.ts";
import { now, openWith, session, stateWith } from "./explorerStates.ts";
import { allNodes } from "./renderTree.ts";

const profile = profileId("Payroll test");

test("a handler says at a glance how it is protected", () => {
  const catalog = {
    ...emptyCatalog,
    modules: [module("hr", "/hr/", [template("employees/:id", ["GET"])])],
  };
  const ref: EntityRef = {
    kind: "handler",
    module: moduleName("hr"),
    uriTemplate: "employees/:id",
    method: "GET",
  };
  const described = (patterns: readonly string[]) => {
    const privileges = [privilege("hr.read", { patterns })];
    const facts = describeNode(nodeFor(profile, ref), stateWith({ ...catalog, privileges }));
    return [facts.description, facts.icon?.id, facts.contextValue];
  };
  expect(described([])).toEqual(["public", "unlock", "handler.public"]);
  expect(described(["/hr/*"])).toEqual(["protected by hr.read", "lock", "handler.protected"]);
  expect(described(["/hr/employees/7"])).toEqual([
    "partly protected by hr.read",
    "question",
    "handler.partly",
  ]);
});

test("a handler of a module that is not published says so", () => {
  const catalog = {
    ...emptyCatalog,
    modules: [{ ...module("hr", "/hr/", [template("x", ["GET"])]), published: false }],
  };
  const ref = {
    kind: "handler",
    module: moduleName("hr"),
    uriTemplate: "x",
    method: "GET",
  } as const;
  expect(describeNode(nodeFor(profile, ref), stateWith(catalog)).description).toBe(
    "public · not published",
  );
});

test("a template says what protects it before it is unfolded", () => {
  const ref = { kind: "template", module: moduleName("hr"), uriTemplate: "departments/" } as const;
  const node = nodeFor(profile, ref);
  const covered = {
    ...sampleCatalog,
    privileges: [privilege("hr.read", { patterns: ["/hr/*"] })],
  };
  const described = [sampleCatalog, covered].map((catalog) =>
    describeNode(node, stateWith(catalog)),
  );
  expect(described.map(({ description, icon }) => [description, icon?.id])).toEqual([
    ["GET · public", "unlock"],
    ["GET · protected by hr.read", "lock"],
  ]);
});

test("a mapping that cannot do what was meant says so", () => {
  const catalog = {
    ...sampleCatalog,
    privileges: [privilege("p", { patterns: ["/hr/*", "hr/x", "/ords/hr/y"] })],
  };
  const described = ["/hr/*", "hr/x", "/ords/hr/y"].map((text) => {
    const pattern = uriPattern(text);
    const ref: EntityRef = { kind: "mapping", privilege: privilegeName("p"), pattern };
    return describeNode(nodeFor(profile, ref), stateWith(catalog));
  });
  expect(described.map(({ description, icon }) => [description, icon?.id])).toEqual([
    ["needs p", "link"],
    ["needs p · probably a mistake", "warning"],
    ["needs p · probably a mistake", "warning"],
  ]);
  expect(described[1]?.tooltip).toContain("Meant is probably \\/hr\\/x");
});

test("the whole line is read aloud", () => {
  expect(spoken({ kind: "role", name: roleName("HR Reader") })).toBe(
    "Role HR Reader, 1 privilege · 1 client",
  );
  expect(
    spoken({
      kind: "handler",
      module: moduleName("hr"),
      uriTemplate: "departments/",
      method: "GET",
    }),
  ).toBe("Handler GET /hr/departments/, public");
  expect(
    spoken({ kind: "mapping", privilege: privilegeName("p"), pattern: uriPattern("/x/*") }),
  ).toBe("Pattern /x/*, needs p");
});

test.each([
  [undefined, "", "client.canFetch"],
  [{ token: { kind: "none" }, hasSecret: false }, "no secret stored", "client.canFetch"],
  [{ token: { kind: "none" }, hasSecret: true }, "", "client.canFetch.hasSecret"],
  [
    { token: { kind: "fetching" }, hasSecret: true },
    "fetching a token…",
    "client.canFetch.hasSecret",
  ],
  [
    { token: { kind: "held", expiresAt: now + 42 * 60_000 }, hasSecret: true },
    "token ends in 42 min",
    "client.canFetch.hasSecret.hasToken",
  ],
] as const)("the token state %j is told as %j", (held, description, contextValue) => {
  const catalog = { ...emptyCatalog, clients: [client("c", { roles: ["R"] })] };
  const clients = held ? { c: held } : {};
  const node = nodeFor(profile, { kind: "client", name: clientName("c") });
  expect(describeNode(node, stateWith(catalog, { clients }))).toMatchObject({
    description,
    contextValue,
  });
});

test("every context value that lines can have is listed, and each that is listed can be had", () => {
  const listed = new Set<string>(contextValues);
  const seen = new Set(
    statesOfAllKinds().flatMap((state) =>
      allNodes(state).map((node) => describeNode(node, state).contextValue),
    ),
  );
  expect([...seen].filter((value) => !listed.has(value))).toEqual([]);
  expect([...listed].filter((value) => !seen.has(value)).toSorted()).toEqual([]);
});

test("hostile names stay text in every tooltip and stay on one line in every label", () => {
  const evil =
    "](command:x) <b>**_`$(trash)`</b> https://evil.example www.evil.example\n# A | b & a@b.c";
  const catalog: Catalog = {
    ...emptyCatalog,
    schema: { ...emptyCatalog.schema, name: evil },
    modules: [{ ...module(evil, `/${evil}/`, [template(evil, ["GET"])]), comments: evil }],
    privileges: [
      {
        ...privilege(evil, { roles: [evil], patterns: [evil], modules: [evil] }),
        description: evil,
      },
    ],
    roles: [{ name: roleName(evil), builtIn: false }],
    clients: [{ ...client(evil, { roles: [evil], privileges: [evil] }), description: evil }],
    objects: [{ name: evil, alias: evil, type: evil, enabled: true, requiresAuthorization: false }],
    problems: [{ subject: evil, message: evil, severity: "problem" }],
  };
  const state: ExplorerState = {
    ...stateWith(catalog),
    sessions: [session(openWith(catalog), evil)],
  };
  const nodes = allNodes(state);
  expect(nodes.length).toBeGreaterThan(20);
  for (const node of nodes) {
    const { label, tooltip } = describeNode(node, state);
    expect(label).not.toMatch(/\n/);
    // Nothing of the name may stand without its backslash; the bold marks are ours.
    const unescaped = tooltip.replace(/\\./g, "").replaceAll("**", "");
    expect(unescaped).not.toMatch(/[[\]<>`$#|&@_]|https:|www\./);
  }
});

test("a connection tells where it leads and as whom", () => {
  const [node] = allNodes(stateWith());
  const { tooltip } = describeNode(node!, stateWith());
  expect(tooltip).toContain("https\\:\\/\\/db\\.example\\.com\\/ords\\/hr");
  expect(tooltip).toContain("Database user: HR");
  expect(tooltip).not.toContain("issuer");
});

test("a connection tells whose tokens its schema accepts", () => {
  const state = stateWith({ ...sampleCatalog, jwtProfile: someJwtProfile });
  const [node] = allNodes(state);
  const { tooltip } = describeNode(node!, state);
  expect(tooltip.replaceAll("\\", "")).toContain(
    "Accepts tokens of the issuer: https://issuer.example",
  );
});

test("a JWT profile tells which tokens it accepts, and what is left to the server", () => {
  const tooltipOf = (facts: Partial<JwtProfile>) => {
    const state = stateWith({ ...emptyCatalog, jwtProfile: { ...someJwtProfile, ...facts } });
    const { tooltip } = describeNode(nodeFor(profile, { kind: "jwtProfile" }), state);
    return tooltip.replaceAll("\\", "");
  };
  expect(tooltipOf({}).split("\n\n").slice(1)).toEqual([
    "Issuer: https://issuer.example",
    "Audience: ords",
    "Key set: https://issuer.example/jwk",
    "Allowed skew: as the server is set",
    "Allowed age: as the server is set",
    "Role claim: none; the scopes of a token name privileges",
  ]);
  const described = tooltipOf({
    description: "Of the company",
    allowedSkew: 0,
    allowedAge: 300,
    roleClaimName: "/roles",
  });
  for (const words of ["Of the company", "skew: none", "age: 300 s", "Role claim: /roles"]) {
    expect(described).toContain(words);
  }
});

test.each<[ConnectionProfile, SessionState, string, string]>([
  [oracleProfileWith(), openWith(emptyCatalog), "hr · ORDS 25.2", "server"],
  [
    oracleProfileWith({ alias: undefined, user: "app[hr]" }),
    { kind: "closed" },
    "app[hr] · not connected",
    "debug-disconnect",
  ],
  [
    oracleProfileWith({ alias: undefined }),
    openWith({ ...emptyCatalog, schema: { ...emptyCatalog.schema, name: "PAYROLL" } }),
    "PAYROLL · ORDS 25.2",
    "server",
  ],
  [
    oracleProfileWith({ otherSchema: { name: "APP", alias: "app" } }),
    { ...openWith(emptyCatalog), uncommitted: 2 } as SessionState,
    "2 uncommitted · APP as administrator · ORDS 25.2",
    "warning",
  ],
  [sqlDeveloperProfileWith(), { kind: "closed" }, "not connected", "debug-disconnect"],
  [
    sqlDeveloperProfileWith({ alias: "hr" }),
    openWith(emptyCatalog),
    "hr · ORDS 25.2",
    "extensions",
  ],
])("what a connection says behind its name: %#", (profile, sessionState, description, icon) => {
  const facts = describeConnectionOf(profile, sessionState);
  expect([facts.description, facts.icon?.id]).toEqual([description, icon]);
});

test("connections of the same name are told apart by where they lead", () => {
  const at = (host: string, name: string) => {
    const other = oracleProfileWith({ baseUrl: `https://${host}.example.com/ords`, name });
    return { profile: { ...other, id: profileId(host) }, state: openWith(emptyCatalog) };
  };
  const state = { ...stateWith(), sessions: [at("a", "HR"), at("b", "HR"), at("c", "Payroll")] };
  const connections = allNodes(state).filter(({ kind }) => kind === "connection");
  expect(connections.map((node) => describeNode(node, state).description)).toEqual([
    "https://a.example.com/ords/hr · ORDS 25.2",
    "https://b.example.com/ords/hr · ORDS 25.2",
    "hr · ORDS 25.2",
  ]);
});

test("a connection to the database tells how it gets there, and where ORDS is", () => {
  const profile = oracleProfileWith({
    database: { kind: "tnsAlias", alias: "hr_high", folder: "/wallets/hr" },
    wallet: { folder: "/wallets/hr", needsPassword: true },
    httpsProxy: { host: "proxy.example.com", port: 8080 },
    otherSchema: { name: "APP", alias: undefined },
    baseUrl: undefined,
  });
  const { tooltip, contextValue } = describeConnectionOf(profile, { kind: "closed" });
  expect(tooltip.replaceAll("\\", "").split("\n\n")).toEqual([
    "**HR database**",
    "Oracle Database: hr_high in tnsnames.ora",
    "Database user: hr",
    "Wallet: /wallets/hr",
    "HTTPS proxy: proxy.example.com:8080",
    "Address of ORDS: not set; tokens and requests need it",
    "Schema APP, looked at as administrator",
  ]);
  expect(contextValue).toBe("connection.closed.oracle.noOrds");
});

test("a certificate that is not checked is said in every state, before all else", () => {
  const tls = {
    caFile: undefined,
    fingerprint: undefined,
    clientCertificate: undefined,
    check: "none",
  } as const;
  const failed = { kind: "failed", error: notReached } as const;
  for (const state of [{ kind: "closed" }, openWith(emptyCatalog), failed] as const) {
    const { description, tooltip } = describeConnectionOf(oracleProfileWith({ tls }), state);
    expect(description).toMatch(/^unchecked certificate · /);
    expect(tooltip).toContain("The certificate of ORDS is not checked");
  }
  const own = {
    caFile: "/ca.pem",
    fingerprint: "AB:CD",
    clientCertificate: { kind: "pfx", file: "/me.p12" },
    check: "full",
  } as const;
  const { description, tooltip } = describeConnectionOf(oracleProfileWith({ tls: own }), {
    kind: "closed",
  });
  expect(description).toBe("hr · not connected");
  expect(tooltip.replaceAll("\\", "")).toContain(
    "Trusted authority: /ca.pem\n\nThe one certificate accepted: AB:CD\n\nClient certificate: /me.p12",
  );
});

const notReached = new UserFacingError({ code: "tlsFailed", message: "Not trusted." });

test("a borrowed session is told to be for reading only", () => {
  const profile = sqlDeveloperProfileWith({ baseUrl: "https://db.example.com/ords" });
  const { tooltip, contextValue } = describeConnectionOf(profile, { kind: "closed" });
  expect(tooltip).toContain("A session of Oracle SQL Developer: reading only");
  expect(tooltip).toContain("ORDS: https");
  expect(contextValue).toBe("connection.closed.sqlDeveloper");
});

function describeConnectionOf(profile: ConnectionProfile, sessionState: SessionState) {
  const state = { ...stateWith(), sessions: [{ profile, state: sessionState }] };
  const [node] = allNodes(state);
  return describeNode(node!, state);
}

function spoken(ref: EntityRef): string {
  return describeNode(nodeFor(profile, ref), stateWith()).accessibilityLabel;
}

function statesOfAllKinds(): readonly ExplorerState[] {
  const practice = session({ kind: "closed" });
  const kinds = (["closed", "opening"] as const).map((kind) => session({ kind }, kind));
  const failed = session(
    { kind: "failed", error: { message: "No.", why: undefined } as never },
    "failed",
  );
  const open = session(openWith(emptyCatalog), "open");
  const inPractice = [...kinds, failed, open].map((one) => ({
    ...one,
    profile: { ...one.profile, id: profileId(`practice ${one.profile.name}`), practice: true },
  }));
  const otherKinds = [...kinds, failed, open].flatMap(({ profile: { name }, state }) =>
    [undefined, "https://db.example.com/ords"].flatMap((baseUrl) => {
      const named = { name, baseUrl };
      const id = (kind: string) => profileId(`${kind} ${name} ${baseUrl}`);
      return [
        { profile: oracleProfileWith({ ...named, id: id("oracle") }), state },
        { profile: sqlDeveloperProfileWith({ ...named, id: id("sqlDeveloper") }), state },
      ];
    }),
  );
  const uncommitted = otherKinds.flatMap(({ profile, state }) =>
    profile.kind === "oracle" && state.kind === "open"
      ? [
          {
            profile: { ...profile, id: profileId(`u ${profile.id}`) },
            state: { ...state, uncommitted: 1 },
          },
        ]
      : [],
  );
  const builtInGranted = {
    ...sampleCatalog,
    clients: [client("c", { roles: ["SODA Developer"] })],
    modules: [module("hr", "/hr/", [template("employees/:id", ["GET"])])],
    privileges: [privilege("hr.read", { patterns: ["/hr/employees/7"] })],
    objects: [
      { name: "P", alias: "hr", type: "TABLE", enabled: true, requiresAuthorization: false },
    ],
  };
  const unreadable: Catalog = {
    ...sampleCatalog,
    problems: [{ subject: "USER_ORDS_PRIVILEGES", message: "Not visible.", severity: "problem" }],
  };
  const objectPartly: Catalog = {
    ...emptyCatalog,
    objects: [
      { name: "P", alias: ":any", type: "TABLE", enabled: true, requiresAuthorization: false },
    ],
    privileges: [privilege("p", { patterns: ["/some/*"] })],
  };
  const clientStates = [undefined, true, false].flatMap((hasSecret) =>
    [{ kind: "none" } as const, { kind: "held", expiresAt: undefined } as const].map((token) => ({
      token,
      hasSecret,
    })),
  );
  const implicit: Catalog = {
    ...emptyCatalog,
    clients: [{ ...client("page", {}), grantType: "implicit" }],
  };
  const sessions = [open, ...inPractice, ...otherKinds, ...uncommitted];
  const disabled = { ...emptyCatalog.schema, enabled: false };
  const catalogs: readonly Catalog[] = [
    { ...emptyCatalog, jwtProfile: someJwtProfile },
    { ...emptyCatalog, schema: disabled },
    { ...emptyCatalog, schema: disabled, jwtProfile: someJwtProfile },
  ];
  const withCatalogs = catalogs.map((catalog) => ({
    ...stateWith(),
    sessions: sessions.map((one) =>
      one.state.kind === "open" ? { ...one, state: { ...one.state, catalog } } : one,
    ),
  }));
  return [
    { ...stateWith(), sessions: [practice, ...kinds, failed, ...sessions] },
    ...withCatalogs,
    stateWith(builtInGranted),
    stateWith(unreadable),
    stateWith(objectPartly),
    ...[sampleCatalog, implicit].flatMap((catalog) =>
      clientStates.map((held) => ({ ...stateWith(catalog), clientState: () => held })),
    ),
  ];
}
