import { sql } from "../../../src/plsql/quote.ts";
import type { Answers } from "../record/answer.ts";
import { type Experiment, nothingToSetUp } from "../record/experiment.ts";
import { allHold, errorOf, given, sqlOf, succeeded, valuesOf } from "../record/verdict.ts";

/** The views by which somebody with ORDS_ADMINISTRATOR_ROLE looks at other schemas. */
export const whatDoesAnAdministratorSee: Experiment = {
  name: "whatDoesAnAdministratorSee",
  question: "What does an administrator of ORDS see of other schemas, and what does anybody else?",
  setUp: nothingToSetUp,
  ask: async (bench) => {
    await bench.query("the release", sql`select ords.installed_version as version from dual`);
    await bench.query("the schemas, by the schema's user", schemasQuery);
    await bench.query("the schemas, by an administrator", schemasQuery, { byAdministrator: true });
    await bench.query(
      "columns, by an administrator",
      sql`select table_name, column_name, data_type from all_tab_columns where owner = 'ORDS_METADATA' and table_name like 'DBA%ORDS%' order by table_name, column_id`,
      { byAdministrator: true },
    );
    await bench.query(
      "columns of the schema's own views",
      sql`select table_name, column_name from all_tab_columns where owner = 'ORDS_METADATA' and table_name like 'USER%ORDS%' order by table_name, column_id`,
    );
  },
  judgements: {
    dbaViewsNeedAdministratorRole: (answers) =>
      allHold(
        given(
          succeeded(answers, "the schemas, by the schema's user") !== undefined,
          () => errorOf(answers, "the schemas, by the schema's user") === "ORA-00942",
        ),
        succeeded(answers, "the schemas, by an administrator"),
      ),
    dbaViewsMirrorUserViews: (answers) => {
      const [release] = valuesOf(answers, "the release") ?? [];
      const [major = 0, minor = 0] = (release ?? "").split(".").map(Number);
      if (major < 24 || (major === 24 && minor < 4)) return "notSettled";
      const dba = columnsIn(answers, "columns, by an administrator");
      const own = columnsIn(answers, "columns of the schema's own views");
      if (!dba || dba.size === 0 || !own) return "notSettled";
      const mirrored = views.flatMap((view) => {
        const columns = [...own].filter((column) => column.startsWith(`USER_ORDS_${view}.`));
        return [
          ...columns.map((column) => column.replace("USER_", "DBA_")),
          `DBA_ORDS_${view}.SCHEMA_ID`,
        ];
      });
      return allHold(
        mirrored.every((column) => dba.has(column)),
        dba.has("DBA_ORDS_URL_MAPPINGS.PATTERN"),
      );
    },
  },
};

const schemasQuery = sql`select id, parsing_schema, status from dba_ords_schemas order by parsing_schema`;

/** Those that a catalog is read from. */
const views = [
  "MODULES",
  "TEMPLATES",
  "HANDLERS",
  "PARAMETERS",
  "PRIVILEGES",
  "PRIVILEGE_ROLES",
  "PRIVILEGE_MODULES",
  "PRIVILEGE_MAPPINGS",
  "ROLES",
  "CLIENTS",
  "CLIENT_PRIVILEGES",
  "CLIENT_ROLES",
  "ENABLED_OBJECTS",
];

function columnsIn(answers: Answers, label: string): ReadonlySet<string> | undefined {
  const rows = sqlOf(answers, label)?.rows;
  return rows && new Set(rows.map(([table, column]) => `${String(table)}.${String(column)}`));
}
