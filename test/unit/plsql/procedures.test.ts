import fc from "fast-check";
import { expect, test } from "vitest";
import {
  callOfChange,
  changesOfCall,
  codecs,
} from "../../../src/plsql/changeCalls/changesOfCall.ts";
import { compoundCalls } from "../../../src/plsql/changeCalls/compoundCalls.ts";
import { membersWithoutChange } from "../../../src/plsql/changeCalls/membersWithoutChange.ts";
import { type Dialect, dialectFor } from "../../../src/plsql/dialect.ts";
import { ordsPackages } from "../../../src/plsql/procedureCall.ts";
import {
  describeSource,
  findProcedure,
  ordsConstants,
  procedures,
} from "../../../src/plsql/procedures.ts";
import { anyChange } from "../../support/changeArbitraries.ts";
import { emptyCatalog } from "../../support/catalogBuilder.ts";

test("every package has its procedures, and those of an admin package begin with the schema", () => {
  for (const owner of ordsPackages) {
    expect(procedures.some((procedure) => procedure.package === owner)).toBe(true);
  }
  const shared = procedures.filter(
    ({ package: owner, name }) =>
      owner.endsWith("_ADMIN") && findProcedure(plain(owner), name).length > 0,
  );
  expect(shared.length).toBeGreaterThan(60);
  for (const procedure of shared) {
    expect(procedure.parameters[0]).toEqual({
      name: "p_schema",
      type: "text",
      default: undefined,
    });
  }
});

function plain(owner: (typeof ordsPackages)[number]) {
  const name = owner.replace(/_ADMIN$/, "");
  return ordsPackages.find((each) => each === name) ?? "ORDS";
}

test("no parameter is named twice in a procedure, and every row says where it is from", () => {
  for (const { name, parameters, source } of procedures) {
    expect(new Set(parameters.map((parameter) => parameter.name)).size, name).toBe(
      parameters.length,
    );
    expect(
      parameters.every((parameter) => /^p_[a-z_]+$/.test(parameter.name)),
      name,
    ).toBe(true);
    expect(describeSource(source)).not.toBe("");
  }
});

test("names are found in any case, and only in their own package", () => {
  expect(findProcedure("ORDS", "define_privilege")).toHaveLength(3);
  expect(findProcedure("ORDS", "CREATE_CLIENT")).toEqual([]);
  expect(findProcedure("ORDS_ADMIN", "CREATE_SERVICE")).toEqual([]);
});

test("OAUTH is deprecated, ORDS_SECURITY came with 24.4", () => {
  expect(findProcedure("OAUTH", "CREATE_CLIENT")[0]?.deprecated).toContain("ORDS_SECURITY");
  expect(findProcedure("OAUTH_ADMIN", "CREATE_CLIENT")[0]?.deprecated).toContain(
    "ORDS_SECURITY_ADMIN",
  );
  expect(findProcedure("ORDS_SECURITY", "REGISTER_CLIENT").map(({ since }) => since)).toEqual([
    "24.4",
    "24.4",
  ]);
  expect(findProcedure("ORDS", "CREATE_ROLE")[0]?.deprecated).toBeUndefined();
});

test("the parameters of CREATE_CLIENT in order, with their defaults", () => {
  expect(
    findProcedure("OAUTH", "CREATE_CLIENT")[0]?.parameters.map(
      ({ name, type, default: initial }) => `${name} ${type} ${initial ?? "-"}`,
    ),
  ).toEqual([
    "p_name text -",
    "p_grant_type text -",
    "p_owner text NULL",
    "p_description text NULL",
    "p_origins_allowed text NULL",
    "p_redirect_uri text NULL",
    "p_support_email text NULL",
    "p_support_uri text NULL",
    "p_privilege_names text -",
    "p_token_duration number NULL",
    "p_refresh_duration number NULL",
    "p_code_duration number NULL",
    "p_token_endpoint_auth_method text NULL",
  ]);
});

test("the constants of ORDS are its source types", () => {
  expect(ordsConstants.get("SOURCE_TYPE_COLLECTION_FEED")).toBe("json/collection");
});

test("every procedure is read as changes, or is known to make none that shows", () => {
  const read: readonly string[] = [
    ...Object.values(codecs).flatMap((codec) => codec.procedures),
    ...compoundCalls.keys(),
    ...membersWithoutChange.keys(),
  ];
  const known = procedures.map(({ package: owner, name }) => `${plain(owner)}.${name}`);
  expect(new Set(read).size, "in one table only").toBe(read.length);
  expect(read.toSorted()).toEqual([...new Set(known)].toSorted());
});

test("what is read of a package is read of its admin form, but for what is deprecated", () => {
  for (const name of Object.values(codecs).flatMap((codec) => codec.procedures)) {
    const [owner = "", procedure = ""] = name.split(".");
    for (const form of [owner, `${owner}_ADMIN`]) {
      const found = ordsPackages.find((each) => each === form);
      expect(found && findProcedure(found, procedure), `${form}.${procedure}`).not.toHaveLength(0);
    }
  }
});

test("what a codec writes fits an overload in the table, argument by argument", () => {
  const dialect: fc.Arbitrary<Dialect> = fc.record({
    api: fc.constantFrom("oauth", "ordsSecurity"),
    schema: fc.constantFrom(undefined, "S"),
  });
  fc.assert(
    fc.property(anyChange, dialect, (change, how) => {
      const call = callOfChange(change, how);
      if ("refused" in call) {
        expect(call.refused).not.toBe("");
        return;
      }
      const given = Object.keys(call.args);
      const fits = findProcedure(call.package, call.procedure).some(
        ({ parameters }) =>
          given.every((name) => parameters.some((parameter) => parameter.name === name)) &&
          parameters.every(
            (parameter) => parameter.default !== undefined || given.includes(parameter.name),
          ),
      );
      expect(fits, `${call.package}.${call.procedure} ${given.join()}`).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a procedure that changes nothing that is shown says so, and one that only tells has nothing to say", () => {
  const call = { package: "ORDS_ADMIN", procedure: "PERFORM_HOUSEKEEPING", args: {} } as const;
  expect(changesOfCall(call)).toEqual({
    changes: [],
    problems: [
      {
        code: "noChange",
        message:
          "ORDS_ADMIN.PERFORM_HOUSEKEEPING changes nothing that is shown here: it deletes expired sessions.",
      },
    ],
  });
  expect(changesOfCall({ package: "ORDS_SECURITY", procedure: "VERIFY_CLIENT", args: {} })).toEqual(
    { changes: [], problems: [] },
  );
  expect(changesOfCall({ package: "ORDS", procedure: "NO_SUCH", args: {} }).problems).toEqual([
    { code: "noChange", message: "What ORDS.NO_SUCH changes is not followed." },
  ]);
});

test("what only a run can tell is no wrong argument, and is told once", () => {
  const value = { kind: "unknown" } as const;
  const text = { kind: "text", value: "x" } as const;
  const parameter = { p_module_name: text, p_pattern: text, p_method: value, p_name: text };
  const call = { package: "ORDS", procedure: "DEFINE_PARAMETER", args: parameter } as const;
  expect(changesOfCall(call).problems).toEqual([
    {
      code: "notKnownStatically",
      message: "The value of p_method is only known when the script runs.",
    },
  ]);
  const wrong = { ...call, args: { ...parameter, p_method: text } };
  expect(changesOfCall(wrong).problems.map(({ code }) => code)).toEqual(["wrongArgument"]);
  const missing = { ...call, args: { ...parameter, p_method: { kind: "null" } } } as const;
  expect(changesOfCall(missing).problems.map(({ code }) => code)).toEqual(["missingParameter"]);
});

test("the dialect follows what the database has, not its number", () => {
  const { release } = emptyCatalog;
  expect(dialectFor(release)).toEqual({ api: "ordsSecurity", schema: undefined });
  expect(dialectFor({ ...release, hasOrdsSecurity: false }).api).toBe("oauth");
});
