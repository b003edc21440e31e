import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../src/domain/model/names.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import { sql } from "../../../src/plsql/quote.ts";
import type { Answers } from "../record/answer.ts";
import type { Bench } from "../record/bench.ts";
import { handler, mapping, moduleWith, role, template } from "../record/changes.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, equals, errorOf, given, succeeded, valuesOf } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const client = own("error_client");
const absent = own("error_absent");

/** The error numbers of what is there already, of what is not there, and of names that nobody knows. */
export const whichErrorsDoThePackagesRaise: Experiment = {
  name: "whichErrorsDoThePackagesRaise",
  question: "Which errors do the packages raise, and what does defining again replace?",
  setUp: {
    changes: () => [
      ...moduleWith("error", ["x"]),
      role("error_role"),
      role("error_other"),
      create("error_privilege", "error_role"),
    ],
    clients: [{ name: client, grantType: "client_credentials", privileges: [], roles: [] }],
  },
  ask: async (bench) => {
    const change: Bench["change"] = async (label, one) => await bench.change(label, one);
    await change("a role again", role("error_role"));
    await change("a privilege again", create("error_privilege", "error_role"));
    await change("a client again", {
      ...registration(client, bench.hasOrdsSecurity),
    });
    await change("delete an absent role", { kind: "deleteRole", name: roleName(absent) });
    await change("delete an absent privilege", {
      kind: "deletePrivilege",
      name: privilegeName(absent),
    });
    await change("delete an absent module", { kind: "deleteModule", name: moduleName(absent) });
    await change("delete an absent client", { kind: "deleteClient", name: clientName(absent) });
    await change("delete an absent mapping", {
      kind: "deletePrivilegeMapping",
      privilege: privilegeName(own("error_privilege")),
      pattern: uriPattern("/absent/*"),
    });
    await change("map an absent privilege", mapping("error_absent", "/absent/*"));
    await change("grant an absent role", {
      kind: "grantClientRole",
      client: clientName(client),
      role: roleName(absent),
    });
    await change("grant to an absent client", {
      kind: "grantClientRole",
      client: clientName(absent),
      role: roleName(own("error_role")),
    });
    await change("a template of an absent module", template("error_absent", "x"));
    await change(
      "a handler of an absent template",
      handler("error", { uriTemplate: "absent", source: "select 1 as one from dual" }),
    );
    await change("a privilege with a role that exists", create("error_good", "error_role"));
    await change("a privilege with an absent role", create("error_roles", "error_absent"));
    await change("a client with a privilege that exists", {
      ...registration(own("error_client_good"), bench.hasOrdsSecurity),
      privileges: [privilegeName(own("error_privilege"))],
    });
    await change("a client with an absent privilege", {
      ...registration(own("error_privileges"), bench.hasOrdsSecurity),
      privileges: [privilegeName(absent)],
    });

    await change("define with two patterns", define(["/ordssec_test_1/*", "/ordssec_test_2/*"]));
    await bench.query("patterns of the first", patternsQuery);
    await change("define with one pattern", define(["/ordssec_test_1/*"]));
    await bench.query("patterns of the second", patternsQuery);
    await change("define by the short form", define(undefined));
    await bench.query("patterns after the short form", patternsQuery);

    for (const [label, name] of [
      ["a module's privilege", "error_defined"],
      ["a module's other privilege", "error_privilege"],
      ["a module's privilege taken away", undefined],
    ] as const) {
      await change(label, {
        kind: "setModulePrivilege",
        module: moduleName(own("error")),
        privilege: name === undefined ? null : privilegeName(own(name)),
      });
      await bench.query(
        `${label}, as stored`,
        sql`select privilege_name from user_ords_privilege_modules where module_name = 'ordssec_test_error'`,
      );
    }
  },
  judgements: {
    createRefusesDuplicates: (answers) =>
      allHold(
        ...["a role again", "a privilege again", "a client again"].map((label) =>
          given(
            succeeded(answers, label) !== undefined,
            () => errorOf(answers, label) === "ORA-00001",
          ),
        ),
      ),
    deleteOfAbsentIsSilent: (answers) =>
      allHold(
        ...["role", "privilege", "module", "mapping"].map((what) =>
          succeeded(answers, `delete an absent ${what}`),
        ),
      ),
    missingParentRaisesNoDataFound: (answers) =>
      allHold(
        ...[
          "map an absent privilege",
          "grant an absent role",
          "grant to an absent client",
          "a template of an absent module",
          "a handler of an absent template",
        ].map((label) =>
          given(
            succeeded(answers, label) !== undefined,
            () => errorOf(answers, label) === "ORA-01403",
          ),
        ),
      ),
    // Both are refusals only where the same is taken with a name that exists.
    privilegeRolesMustExist: (answers) =>
      allHold(
        given(succeeded(answers, "a privilege with a role that exists"), () =>
          isRefused(answers, "a privilege with an absent role"),
        ),
      ),
    unknownPrivilegeNamesAreRefused: (answers) =>
      allHold(
        given(succeeded(answers, "a client with a privilege that exists"), () =>
          isRefused(answers, "a client with an absent privilege"),
        ),
      ),
    definePrivilegeReplacesLists: (answers) =>
      allHold(
        equals(valuesOf(answers, "patterns of the first")?.length, 2),
        equals(valuesOf(answers, "patterns of the second")?.join(), "/ordssec_test_1/*"),
      ),
    shortDefineKeepsLists: (answers) =>
      allHold(
        given(succeeded(answers, "define by the short form"), () =>
          equals(valuesOf(answers, "patterns after the short form")?.join(), "/ordssec_test_1/*"),
        ),
      ),
    modulePrivilegeIsSingle: (answers) =>
      allHold(
        equals(valuesOf(answers, "a module's privilege, as stored")?.join(), own("error_defined")),
        equals(
          valuesOf(answers, "a module's other privilege, as stored")?.join(),
          own("error_privilege"),
        ),
        equals(valuesOf(answers, "a module's privilege taken away, as stored")?.length, 0),
      ),
  },
};

const patternsQuery = sql`select pattern from user_ords_privilege_mappings where name = 'ordssec_test_error_defined' order by pattern`;

function isRefused(answers: Answers, label: string): boolean | undefined {
  const done = succeeded(answers, label);
  return done === undefined ? undefined : !done;
}

function create(name: string, roleOfOurs: string): Change {
  return {
    kind: "createPrivilege",
    name: privilegeName(own(name)),
    roles: [roleName(own(roleOfOurs))],
    label: undefined,
    description: undefined,
  };
}

function define(patterns: readonly string[] | undefined): Change {
  return {
    kind: "definePrivilege",
    name: privilegeName(own("error_defined")),
    roles: [roleName(own("error_role"))],
    patterns: patterns?.map(uriPattern),
    modules: undefined,
    label: undefined,
    description: undefined,
    comments: undefined,
  };
}

function registration(name: string, hasOrdsSecurity: boolean) {
  return {
    kind: "registerClient",
    name: clientName(name),
    grantType: "client_credentials",
    description: "Made by the tests of ORDS Security",
    redirectUri: undefined,
    supportEmail: "tests@example.com",
    supportUri: undefined,
    originsAllowed: [],
    privileges: [],
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
    clientId: undefined,
    secret: hasOrdsSecurity ? "none" : "generated",
  } as const satisfies Change;
}
