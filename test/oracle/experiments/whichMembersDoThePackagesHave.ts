import { sql } from "../../../src/plsql/quote.ts";
import type { Answers } from "../record/answer.ts";
import { type Experiment, nothingToSetUp } from "../record/experiment.ts";
import { allHold, given, type Observation, sqlOf, valuesOf } from "../record/verdict.ts";

/** Signatures of all packages of ORDS, and the text of the specification with types and constants. */
export const whichMembersDoThePackagesHave: Experiment = {
  name: "whichMembersDoThePackagesHave",
  question: "Which members do the packages of ORDS have, with which parameters and types?",
  setUp: nothingToSetUp,
  ask: async (bench) => {
    await bench.query("the release", sql`select ords.installed_version as version from dual`);
    await bench.query(
      "the members",
      sql`select object_name, procedure_name from all_procedures where owner = 'ORDS_METADATA' and object_name in ('ORDS', 'ORDS_ADMIN', 'OAUTH', 'OAUTH_ADMIN', 'ORDS_SECURITY', 'ORDS_SECURITY_ADMIN', 'ORDS_TYPES', 'ORDS_EXPORT') order by object_name, procedure_name`,
    );
    await bench.query(
      "the arguments",
      sql`select package_name, object_name, overload, position, argument_name, data_type, type_name, type_subname, in_out, defaulted from all_arguments where owner = 'ORDS_METADATA' and package_name in ('ORDS', 'ORDS_ADMIN', 'OAUTH', 'OAUTH_ADMIN', 'ORDS_SECURITY', 'ORDS_SECURITY_ADMIN', 'ORDS_TYPES', 'ORDS_EXPORT') order by package_name, object_name, overload, sequence`,
    );
    await bench.query(
      "types and constants",
      sql`select name, line, text from all_source where owner = 'ORDS_METADATA' and type = 'PACKAGE' and name in ('ORDS_TYPES', 'ORDS_CONSTANTS') order by name, line`,
    );
    await bench.query(
      "who may use them",
      sql`select grantee, table_name, privilege from all_tab_privs where table_schema = 'ORDS_METADATA' and table_name like 'O%' order by table_name, grantee`,
    );
  },
  judgements: {
    ordsSecurityNeedsRegisterClient: (answers) => {
      const rows = sqlOf(answers, "the members")?.rows;
      const [release] = valuesOf(answers, "the release") ?? [];
      const since = release === undefined ? undefined : isSince244(release);
      const member = rows?.some(
        ([owner, name]) => owner === "ORDS_SECURITY" && name === "REGISTER_CLIENT",
      );
      const known = member !== undefined && since !== undefined;
      return allHold(known ? member === since : undefined);
    },
    registerClientSecretParameters: (answers) => {
      const names = argumentsOf(answers, "ORDS_SECURITY", "REGISTER_CLIENT_SECRET");
      const expected = ["P_NAME", "P_CLIENT_SECRET", "P_REVOKE_EXISTING", "P_REVOKE_SESSIONS"];
      return allHold(
        given(
          names && names.length > 0,
          () => names && expected.every((one) => names.includes(one)),
        ),
      );
    },
    secretTypeNames: (answers) => {
      const lines = sqlOf(answers, "types and constants")?.rows?.map((row) => String(row[2]));
      const text = lines?.join("").toLowerCase();
      const names = [
        "oauth_client_secret",
        "oauth_client_key",
        "t_client_secret",
        "t_client_key",
        "t_client_credentials",
      ];
      // Nobody but its owner may see the text everywhere.
      const seen: Observation = text === undefined ? undefined : text !== "" || undefined;
      return allHold(given(seen, () => names.every((name) => text?.includes(name))));
    },
  },
};

function argumentsOf(
  answers: Answers,
  owner: string,
  member: string,
): readonly string[] | undefined {
  return sqlOf(answers, "the arguments")?.rows?.flatMap(([packageName, name, , , argument]) =>
    packageName === owner && name === member && typeof argument === "string" ? [argument] : [],
  );
}

function isSince244(release: string): boolean {
  const [major = 0, minor = 0] = release.split(".").map(Number);
  return major > 24 || (major === 24 && minor >= 4);
}
