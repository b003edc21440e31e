import { readSqlAnswer } from "../../../src/services/sql/parseSqlAnswer.ts";
import type { Answers } from "../record/answer.ts";
import { type Bench, type Call } from "../record/bench.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, equals, given, hasStatus, httpOf, jsonOf, statusOf } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const table = "ordssec_test_rows";
const clients = { developer: own("sql_developer"), nobody: own("sql_nobody") };
const count = `select count(*) as n from ${table};`;

/** REST-Enabled SQL: where a transaction ends, what becomes of statements after an error, members and limits. */
export const howDoesRestSqlRunScripts: Experiment = {
  name: "howDoesRestSqlRunScripts",
  question: "How does REST-Enabled SQL run scripts: transactions, errors, binds, limits?",
  setUp: {
    changes: () => [],
    clients: [plan(clients.developer, ["SQL Developer"]), plan(clients.nobody, [])],
  },
  ask: async (bench) => {
    const post = poster(bench);
    await post("create a table", `create table ${table} (n number);`);
    await post("insert without commit", `insert into ${table} values (1);`);
    await post("rows in the next request", count);
    await post("roll back in the next request", `rollback;\n${count}`);
    await post("empty the table", `delete from ${table};\ncommit;`);
    await post(
      "a failing statement before an insert",
      `select no_such_column from dual;\ninsert into ${table} values (2);\ncommit;`,
    );
    await post("rows after the failure", count);
    await post(
      "an error in the second line of the third statement",
      "select 1 as one from dual;\nselect 2 as two from dual;\nbegin\n  ords.no_such_procedure;\nend;\n/\n",
    );
    await post(
      "values of several types",
      "select 1 as a_number, 'text' as a_text, sysdate as a_date, cast(null as varchar2(1)) as nothing from dual;",
    );
    await post(
      "output without serveroutput",
      "begin\n  dbms_output.put_line('a line');\nend;\n/\n",
    );
    await post(
      "output with serveroutput",
      "set serveroutput on\nbegin\n  dbms_output.put_line('a line');\nend;\n/\n",
    );
    await post("one statement of each kind", kinds);
    await json(bench, "two statements as JSON", {
      statementText: "select 1 as one from dual;\nselect 2 as two from dual;",
    });
    await json(bench, "an out bind", {
      statementText: "begin\n  :answer := 'forty-two';\nend;",
      binds: [{ name: "answer", data_type: "VARCHAR2", mode: "out" }],
    });
    await json(bench, "a page", { statementText: manyRows, offset: 2, limit: 3 });
    await json(bench, "more rows than the limit", { statementText: manyRows, limit: 20_000 });
    await post("without a credential", "select 1 as one from dual;", { as: "none" });
    for (const name of Object.values(clients)) {
      const token = await bench.token(`token of ${name}`, name);
      if (!token) continue;
      await post(`by a token of ${name}`, "select 1 as one from dual;", {
        credential: { kind: "bearer", token },
        as: `token of ${name}`,
      });
    }
    await post("drop the table", `drop table ${table};`);
  },
  judgements: {
    restSqlTransactionPerRequest: (answers) =>
      allHold(
        given(hasStatus(answers, "insert without commit", 200), () =>
          equals(
            countIn(answers, "roll back in the next request"),
            countIn(answers, "rows in the next request"),
          ),
        ),
      ),
    restSqlDropsUncommittedWork: (answers) =>
      allHold(
        given(hasStatus(answers, "insert without commit", 200), () =>
          equals(countIn(answers, "rows in the next request"), 0),
        ),
      ),
    restSqlRunsOnAfterError: (answers) =>
      allHold(equals(countIn(answers, "rows after the failure"), 1)),
    restSqlAnswers200: (answers) => {
      const [item] = itemsOf(answers, "a failing statement before an insert") ?? [];
      return allHold(
        hasStatus(answers, "a failing statement before an insert", 200),
        item && "errorCode" in item && "errorLine" in item && "errorDetails" in item,
      );
    },
    restSqlErrorLines: (answers) => {
      const item = itemsOf(answers, "an error in the second line of the third statement")?.[2];
      const details = item?.["errorDetails"];
      return allHold(
        item && item["errorLine"] === 2,
        typeof details === "string" ? /ORA-06550:? line 2\b/.test(details) : undefined,
      );
    },
    restSqlJsonTakesScripts: (answers) =>
      allHold(
        given(statusOf(answers, "two statements as JSON") !== undefined, () =>
          equals(itemsOf(answers, "two statements as JSON")?.length ?? 0, 2),
        ),
      ),
    restSqlOutBindsHaveResult: (answers) => {
      const binds = itemsOf(answers, "an out bind")?.[0]?.["binds"];
      const [bind] = Array.isArray(binds) ? (binds as readonly unknown[]) : [];
      return allHold(asRecord(bind) && asRecord(bind)?.["result"] === "forty-two");
    },
    restSqlMetadataShape: (answers) => {
      const resultSet = asRecord(itemsOf(answers, "values of several types")?.[0]?.["resultSet"]);
      const metadata = resultSet?.["metadata"];
      const columns = Array.isArray(metadata) ? metadata.map(asRecord) : undefined;
      const members = [
        "columnName",
        "jsonColumnName",
        "columnTypeName",
        "precision",
        "scale",
        "isNullable",
      ];
      return allHold(
        columns?.every((column) => column && members.every((member) => member in column)),
      );
    },
    restSqlPageLimit: (answers) => {
      const resultSet = asRecord(itemsOf(answers, "more rows than the limit")?.[0]?.["resultSet"]);
      const items = resultSet?.["items"];
      const page = asRecord(itemsOf(answers, "a page")?.[0]?.["resultSet"]);
      return allHold(
        Array.isArray(items)
          ? items.length === 10_000 && resultSet?.["hasMore"] === true
          : undefined,
        Array.isArray(page?.["items"]) ? page["items"].length === 3 : undefined,
      );
    },
    restSqlDbmsOutput: (answers) => {
      const body = httpOf(answers, "output with serveroutput")?.body;
      const value: unknown =
        body === undefined ? undefined : jsonOf(answers, "output with serveroutput");
      const lines = readSqlAnswer(value)?.flatMap(({ output }) => output);
      return allHold(lines?.includes("a line"));
    },
    restSqlNeedsSqlDeveloper: (answers) =>
      allHold(
        hasStatus(answers, "without a credential", 401),
        hasStatus(answers, `by a token of ${clients.developer}`, 200),
        hasStatus(answers, `by a token of ${clients.nobody}`, 401),
      ),
  },
};

const kinds = [
  "select 1 as one from dual;",
  `insert into ${table} values (3);`,
  `update ${table} set n = 4;`,
  `delete from ${table};`,
  "commit;",
  "rollback;",
  "begin\n  null;\nend;\n/",
  "set feedback on",
  "prompt a word",
  "no such statement;",
  "",
].join("\n");

const digits =
  "(select 0 as d from dual union all select 1 from dual union all select 2 from dual union all select 3 from dual union all select 4 from dual union all select 5 from dual union all select 6 from dual union all select 7 from dual union all select 8 from dual union all select 9 from dual)";
/** 20,000 rows of one number. */
const manyRows = `select a.d as n from ${digits} a cross join ${digits} b cross join ${digits} c cross join ${digits} d cross join (select 1 as e from dual union all select 2 from dual) e`;

function plan(name: string, roles: readonly string[]) {
  return { name, grantType: "client_credentials", privileges: [], roles } as const;
}

function poster(bench: Bench) {
  const { user, password } = bench;
  const asUser: Partial<Call> = {
    credential: { kind: "basic", user, password },
    as: "the schema's user",
  };
  return async (label: string, body: string, who: Partial<Call> = asUser): Promise<unknown> =>
    await bench.call(label, {
      method: "POST",
      path: "/_/sql",
      headers: { "content-type": "application/sql" },
      body,
      ...who,
    });
}

async function json(bench: Bench, label: string, body: unknown): Promise<unknown> {
  const { user, password } = bench;
  return await bench.call(label, {
    method: "POST",
    path: "/_/sql",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credential: { kind: "basic", user, password },
    as: "the schema's user",
  });
}

type JsonRecord = Readonly<Record<string, unknown>>;

function itemsOf(answers: Answers, label: string): readonly JsonRecord[] | undefined {
  if (statusOf(answers, label) !== 200) return undefined;
  const items = jsonOf(answers, label)?.["items"];
  return Array.isArray(items)
    ? items.flatMap((item: unknown): readonly JsonRecord[] => {
        const record = asRecord(item);
        return record ? [record] : [];
      })
    : undefined;
}

/** The number in the last result of a script that counts rows. */
function countIn(answers: Answers, label: string): number | undefined {
  const last = itemsOf(answers, label)?.findLast((item) => "resultSet" in item);
  const rows = asRecord(last?.["resultSet"])?.["items"];
  const [row] = Array.isArray(rows) ? (rows as readonly unknown[]) : [];
  const n = asRecord(row)?.["n"];
  return typeof n === "number" ? n : undefined;
}

function asRecord(value: unknown): JsonRecord | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}
