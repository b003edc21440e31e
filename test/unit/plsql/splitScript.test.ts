import { expect, test } from "vitest";
import { splitScript } from "../../../src/plsql/splitScript.ts";

const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "a block with its slash": ["BEGIN NULL; END;\n/\n", ["plsql BEGIN NULL; END;"]],
  "two blocks without slashes": [
    "BEGIN NULL; END;\nBEGIN NULL; END;",
    ["plsql BEGIN NULL; END;", "plsql BEGIN NULL; END;"],
  ],
  "a block that ends without a semicolon, at its slash": [
    "BEGIN NULL; END\n/\nselect 1 from dual;",
    ["plsql BEGIN NULL; END", "sql select 1 from dual"],
  ],
  "a CASE expression and nested ends": [
    "declare x number := case when 1=1 then 1 else 2 end; begin if a then loop null; end loop; end if; end; commit;",
    [
      "plsql declare x number := case when 1=1 then 1 else 2 end; begin if a then loop null; end loop; end if; end;",
      "transaction commit",
    ],
  ],
  "a slash inside of a text and of a comment": [
    "begin x('\n/\n'); /*\n/\n*/ end;\n/",
    ["plsql begin x('\n/\n'); /*\n/\n*/ end;"],
  ],
  "a division is no terminator": ["begin x := 4 / 2; end;\n/", ["plsql begin x := 4 / 2; end;"]],
  "a semicolon in a text": ["insert into t values ('a;b');", ["sql insert into t values ('a;b')"]],
  "SQL ended by a slash": ["select 1\nfrom dual\n/\n", ["sql select 1\nfrom dual"]],
  "a local procedure": [
    "declare procedure p(a in number) is begin null; end; procedure q; begin p(1); end; rollback;",
    [
      "plsql declare procedure p(a in number) is begin null; end; procedure q; begin p(1); end;",
      "transaction rollback",
    ],
  ],
  "a package body with an initial section": [
    "create package body p as procedure a is begin null; end; begin null; end p;\nselect 1 from dual;",
    [
      "plsql create package body p as procedure a is begin null; end; begin null; end p;",
      "sql select 1 from dual",
    ],
  ],
  "a function in Java": [
    "create function f return number as language java name 'x';\ncommit;",
    ["plsql create function f return number as language java name 'x';", "transaction commit"],
  ],
  "a compound trigger goes on to its slash": [
    "create trigger t for insert on x compound trigger before statement is begin null; end before statement; end t;\n/\ncommit;",
    [
      "plsql create trigger t for insert on x compound trigger before statement is begin null; end before statement; end t;",
      "transaction commit",
    ],
  ],
  "a type with a body and one without": [
    "create type t as object (a number);\ncreate type body t as member function f return number is begin return 1; end; end;",
    [
      "sql create type t as object (a number)",
      "plsql create type body t as member function f return number is begin return 1; end; end;",
    ],
  ],
  "SET of SQL*Plus and SET of SQL": [
    "SET ECHO ON\nSET TRANSACTION READ ONLY;",
    ["sqlplus SET ECHO ON", "sql SET TRANSACTION READ ONLY"],
  ],
  "a prompt with a quote": ["PROMPT it's\nCOMMIT;", ["sqlplus PROMPT it's", "transaction COMMIT"]],
  "EXEC on one line, with and without a semicolon": [
    "exec a(1);\nEXECUTE  b\n",
    ["plsql BEGIN a(1); END;", "plsql BEGIN b; END;"],
  ],
  "EXEC over two lines": ["exec a( -\r\n 1)", ["plsql BEGIN a(  \r\n 1); END;"]],
  "CALL up to its semicolon": ["call a(\n1);", ["plsql BEGIN a(\n1); END;"]],
  "a call outside of a block": ["ords.create_role(\n'x');", ["sql ords.create_role(\n'x')"]],
  "stray semicolons": [";;\ncommit;;", ["transaction commit"]],
  "only comments": ["-- a\n/* b */", []],
  "a lone slash": ["/\n", ["sqlplus /"]],
  "windows line ends": [
    "begin\r\nnull;\r\nend;\r\n/\r\ncommit;\r\n",
    ["plsql begin\r\nnull;\r\nend;", "transaction commit"],
  ],
  "prose that begins like a statement": [
    "Create the roles. Don't\nBegin by this\nCREATE A role\ncommit;",
    [
      "sqlplus Create the roles. Don't",
      "sqlplus Begin by this",
      "sqlplus CREATE A role",
      "transaction commit",
    ],
  ],
  "a block that a fence of Markdown cuts off": [
    "```sql\nBEGIN NULL;\n```\ncommit;",
    ["sqlplus ```sql", "plsql BEGIN NULL;", "sqlplus ```", "transaction commit"],
  ],
  "SQL that a fence cuts off": [
    "select 1 from dual\n  ```\ncommit;",
    ["sql select 1 from dual", "sqlplus ```", "transaction commit"],
  ],
  "backticks inside of a text": ["begin x('\n```\n'); end;", ["plsql begin x('\n```\n'); end;"]],
  "a copy tag in front of a block and behind it": [
    "<copy>BEGIN NULL;\n</copy>\ncommit;",
    ["sqlplus <copy>", "plsql BEGIN NULL;", "sqlplus </copy>", "transaction commit"],
  ],
  "a block behind a no-break space": ["\u00a0BEGIN NULL; END;", ["plsql BEGIN NULL; END;"]],
  "a line that begins with a stray character": [
    "\u2022 a\ncommit;",
    ["sqlplus \u2022 a", "transaction commit"],
  ],
  nothing: ["", []],
};

for (const [name, [text, expected]] of Object.entries(cases)) {
  test(`splits ${name}`, () => {
    expect(splitScript(text).map(({ kind, text: sent }) => `${kind} ${sent}`)).toEqual(expected);
  });
}

test("the place of an EXEC is its line, and places in its code are places in the script", () => {
  const text = "SET ECHO ON\nexecute   ords.create_role('x');\n";
  const [, exec] = splitScript(text);
  expect(exec?.range).toEqual({ start: 12, end: 12 + "execute   ords.create_role('x')".length });
  const inCode = exec?.text.indexOf("ords") ?? 0;
  expect((exec?.textStart ?? 0) + inCode).toBe(text.indexOf("ords"));
});
