import { plainName, sql, type SqlText } from "../../../src/plsql/quote.ts";
import type { Answers } from "../record/answer.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, given, hasStatus, type Observation, sqlOf, valuesOf } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const clients = {
  credentials: own("view_credentials"),
  code: own("view_code"),
  implicit: own("view_implicit"),
};

/** The views whose cursor is looked at, too: a synonym may show less than the dictionary lists. */
const views = [
  "SCHEMAS",
  "MODULES",
  "TEMPLATES",
  "HANDLERS",
  "PARAMETERS",
  "SERVICES",
  "PRIVILEGES",
  "PRIVILEGE_ROLES",
  "PRIVILEGE_MODULES",
  "PRIVILEGE_MAPPINGS",
  "ROLES",
  "CLIENTS",
  "CLIENT_PRIVILEGES",
  "CLIENT_ROLES",
  "APPROVALS",
  "PENDING_APPROVALS",
  "ENABLED_OBJECTS",
  "OBJECTS",
  "OBJ_MEMBERS",
  "PROPERTIES",
  "JWT_PROFILE",
] as const;

/** All columns of all views of ORDS, and what stands in the columns whose values are not known. */
export const whichColumnsDoTheViewsHave: Experiment = {
  name: "whichColumnsDoTheViewsHave",
  question: "Which columns do the views of ORDS have, and how are grant types and roles stored?",
  setUp: {
    changes: () => [],
    clients: [
      { name: clients.credentials, grantType: "client_credentials", privileges: [], roles: [] },
      { name: clients.code, grantType: "authorization_code", privileges: [], roles: [] },
      { name: clients.implicit, grantType: "implicit", privileges: [], roles: [] },
    ],
  },
  ask: async (bench) => {
    await bench.query("all columns", columnsQuery);
    for (const view of views)
      await bench.query(`columns of USER_ORDS_${view}`, emptyQuery(`user_ords_${view}`));
    await bench.query(
      "the clients",
      sql`select name, auth_flow, response_type, client_id from user_ords_clients where name like 'ordssec%view%' order by name`,
    );
    await bench.query(
      "the roles",
      sql`select name, schema_id from user_ords_roles order by name, id`,
    );
    await bench.query("the release", sql`select ords.installed_version as version from dual`);
    await bench.query(
      "the schema",
      sql`select parsing_schema, type, pattern, status, auto_rest_auth from user_ords_schemas`,
    );
    await bench.query("properties", sql`select * from user_ords_properties`);
    await bench.token("a token of a client", clients.credentials);
  },
  judgements: {
    durationColumns: (answers) =>
      allHold(
        given(takesDurations(answers), () =>
          hasColumns(answers, "CLIENTS", ["TOKEN_DURATION", "REFRESH_DURATION", "CODE_DURATION"]),
        ),
      ),
    secondSlotColumns: (answers) =>
      allHold(
        given(isSince(answers, 25, 1), () =>
          hasColumns(answers, "CLIENTS", [
            "CLIENT_SECRET_2",
            "CLIENT_SECRET_ISSUED_ON",
            "CLIENT_SECRET_2_ISSUED_ON",
          ]),
        ),
      ),
    jwtProfileColumns: (answers) =>
      allHold(
        given(isSince(answers, 23, 3), () =>
          hasColumns(answers, "JWT_PROFILE", [
            "ISSUER",
            "AUDIENCE",
            "JWK_URL",
            "DESCRIPTION",
            "ALLOWED_SKEW",
            "ALLOWED_AGE",
            ...(isSince(answers, 25, 1) === true ? ["ROLE_CLAIM_NAME"] : []),
          ]),
        ),
      ),
    authFlowSpelling: (answers) => {
      const flows = sqlOf(answers, "the clients")?.rows?.map(([, flow]) => String(flow));
      return allHold(
        flows === undefined || flows.length === 0
          ? undefined
          : flows.every((flow) => /^(CLIENT_CREDENTIALS|AUTHORIZATION_CODE|IMPLICIT)$/.test(flow)),
      );
    },
    clientIdShape: (answers) => {
      const ids = sqlOf(answers, "the clients")?.rows?.map((row) => String(row[3]));
      return allHold(
        ids === undefined || ids.length === 0
          ? undefined
          : ids.every((id) => /^[\w-]{22}\.\.$/.test(id)),
      );
    },
    builtInRolesHaveNoSchema: (answers) => {
      const role = sqlOf(answers, "the roles")?.rows?.find(([name]) => name === "SQL Developer");
      return allHold(role && role[1] === null);
    },
    basicCredentialsAreRaw: (answers) => allHold(hasStatus(answers, "a token of a client", 200)),
  },
};

const columnsQuery = sql`select owner, table_name, column_name, data_type, column_id from all_tab_columns where owner = 'ORDS_METADATA' order by table_name, column_id`;

function emptyQuery(view: string): SqlText {
  return sql`select * from ${plainName(view)} where 1 = 0`;
}

/** By the dictionary rather than by an empty result, which some servers answer without its columns. */
function hasColumns(answers: Answers, view: string, columns: readonly string[]): Observation {
  const rows = sqlOf(answers, "all columns")?.rows;
  const listed = rows?.flatMap(([, table, column]) =>
    table === `USER_ORDS_${view}` ? [String(column)] : [],
  );
  return listed && columns.every((column) => listed.includes(column));
}

/** CREATE_CLIENT takes durations since 24.1 or so; before that their absence says nothing. */
function takesDurations(answers: Answers): Observation {
  return isSince(answers, 24, 1);
}

function isSince(answers: Answers, major: number, minor: number): Observation {
  const [text] = valuesOf(answers, "the release") ?? [];
  const match = /^(\d+)\.(\d+)/.exec(text ?? "");
  if (!match) return undefined;
  const [, majorText, minorText] = match;
  const installed = Number(majorText) * 100 + Number(minorText);
  return installed >= major * 100 + minor;
}
