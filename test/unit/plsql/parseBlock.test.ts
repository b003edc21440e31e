import { expect, test } from "vitest";
import type { Expression, Statement } from "../../../src/plsql/block.ts";
import { parseBlock } from "../../../src/plsql/parseBlock.ts";
import { splitScript } from "../../../src/plsql/splitScript.ts";

function parse(text: string) {
  const [statement] = splitScript(text);
  if (statement === undefined) {
    throw new Error(`There is no statement in ${text}`);
  }
  return parseBlock(statement);
}

/** A statement as one short line. */
function show(statement: Statement): string {
  switch (statement.kind) {
    case "assign": {
      const { path, index } = statement.target;
      const element = index === undefined ? "" : `(${showExpression(index)})`;
      return `${path.join(".")}${element} := ${showExpression(statement.value)}`;
    }
    case "call":
      return showExpression(statement.call);
    case "block":
      return `{ ${statement.block.statements.map(show).join("; ")} }`;
    case "other":
      return `${statement.what}[${statement.fills.join(" ")}] { ${statement.inside.map(show).join("; ")} }`;
    default:
      return statement.kind;
  }
}

function showExpression(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return JSON.stringify(expression.value);
    case "number":
    case "boolean":
      return String(expression.value);
    case "concat":
      return `<${expression.parts.map(showExpression).join(" || ")}>`;
    case "sum":
      return `<${showExpression(expression.left)} ${expression.operator} ${showExpression(expression.right)}>`;
    case "bind":
      return `:${expression.name}`;
    case "reference":
      return `${expression.path.join(".")}${expression.index === undefined ? "" : `[${showExpression(expression.index)}]`}`;
    case "callExpression":
      return `${expression.path.join(".")}(${expression.args
        .map(({ name, value }) => (name === undefined ? "" : `${name}=`) + showExpression(value))
        .join(", ")})`;
    default:
      return expression.kind;
  }
}

const statements: Readonly<Record<string, readonly string[]>> = {
  "null; commit; commit work; rollback;": ["null", "commit", "commit", "rollback"],
  "rollback to a; savepoint a;": ["ROLLBACK[] {  }", "SAVEPOINT[] {  }"],
  "l(1) := 'a'; l.name := null; :out := l(1);": ['l(1) := "a"', "l.name := null", ":out := l[1]"],
  "x := f(1); x := l.count + 1 - 2; x := 'a' || chr(10) || :b;": [
    "x := f(1)",
    "x := <<l.count + 1> - 2>",
    'x := <"a" || chr(10) || :b>',
  ],
  "x := 2 * 3; x := a(1).b; x := case when a then 'b' end; x := not true; x := (1, 2);": [
    "x := unknown",
    "x := unknown",
    "x := unknown",
    "x := unknown",
    "x := unknown",
  ],
  "x := -1; x := +2; x := ('a'); x := true; x := &y;": [
    "x := -1",
    "x := 2",
    'x := "a"',
    "x := true",
    "x := unknown",
  ],
  "l.delete; l.delete(1); \"ORDS\".create_role('x'); ords_metadata.ords.p;": [
    "l.delete()",
    "l.delete(1)",
    'ORDS.create_role("x")',
    "ords_metadata.ords.p()",
  ],
  "p(a => 1, B=>'x'  , c => l);": ['p(a=1, B="x", c=l)'],
  "if a then p; elsif b then q; else r; end if; s;": ["IF[] { p(); q(); r() }", "s()"],
  "if case when a then 1 end = 1 then p; end if;": ["IF[] { p() }"],
  "for r in (select a from b) loop p(r.a); end loop; while c loop q; end loop lbl;": [
    "FOR[R] { p(r.a) }",
    "WHILE[] { q() }",
  ],
  "loop exit when a; end loop; case a when 1 then p; else q; end case;": [
    "LOOP[] { EXIT[] {  } }",
    "CASE[] { p(); q() }",
  ],
  "select a, b into x, l_y from t; execute immediate 'x' using out z; fetch c into f;": [
    "SELECT[X L_Y] {  }",
    "EXECUTE[EXECUTE IMMEDIATE USING OUT Z] {  }",
    "FETCH[F] {  }",
  ],
  "insert into t values (1) returning id into n; delete from t;": [
    "INSERT[T N] {  }",
    "DELETE[] {  }",
  ],
  "<<a>> begin p; exception when others then q; end a; declare x number; begin r; end;": [
    "{ p() }",
    "{ r() }",
  ],
};

for (const [text, expected] of Object.entries(statements)) {
  test(`reads ${text}`, () => {
    const { block, problems } = parse(`declare l owa.vc_arr; begin ${text} end;`);
    expect(block.statements.map(show)).toEqual(expected);
    expect(problems).toEqual([]);
  });
}

test("reads declarations with their types as written", () => {
  const { block, problems } = parse(
    "declare l sys.owa.vc_arr; c constant varchar2(30) not null := 'x'; n t.c%type default 1; type r is record (a number); cursor k is select 1 from dual; begin null; end;",
  );
  expect(
    block.declarations.map(({ name, type, constant, initial }) => [
      name,
      type,
      constant,
      initial === undefined ? undefined : showExpression(initial),
    ]),
  ).toEqual([
    ["l", "sys.owa.vc_arr", false, undefined],
    ["c", "varchar2(30)", true, '"x"'],
    ["n", "t.c%type", false, "1"],
  ]);
  expect(problems).toEqual([]);
});

test("keeps the procedures of a block, of a package and of a CREATE with their parameters", () => {
  const texts = [
    "declare procedure p(a in number, b varchar2 := f(1, 2)) is begin q(a); end p; begin null; end;",
    "create or replace package body x as procedure p(a in number, b varchar2) is begin q(a); end p; end x;",
    "create or replace procedure s.p(a in number, b varchar2) as begin q(a); end;",
  ];
  for (const text of texts) {
    const [only, ...more] = parse(text).block.subprograms;
    expect(more).toEqual([]);
    expect(only?.name).toBe("p");
    expect(only?.parameters).toEqual(["a", "b"]);
    expect(only?.block.statements.map(show)).toEqual(["q(a)"]);
  }
});

test("says that a block handles exceptions, and does not read its handlers", () => {
  const { block } = parse(
    "begin p; exception when others then begin if a then q; end if; end; end;",
  );
  expect(block.handlesExceptions).toBe(true);
  expect(block.statements.map(show)).toEqual(["p()"]);
});

const wrong: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  "p(a => 1;  q;": [["p(a=1)", "q()"], ["A closing parenthesis is missing here."]],
  "p(a => 1}; q;": [["p(a=1)", "q()"], ["A closing parenthesis is meant here, not }."]],
  "p(1) q;": [["p(1)", "q()"], ["A semicolon is missing after this statement."]],
  "if a then p; q. end if; r;": [
    ["IF[] { p(); q() }", "r()"],
    ["A name is missing after the dot.", "A semicolon is missing after this statement."],
  ],
  "p(a => 1 b => 2);": [["p(a=1, b=2)"], ["A comma is missing before this parameter."]],
  "p(a => 1,);": [["p(a=1)"], ["An argument is missing here."]],
  "p(p_a = 1);": [["p(p_a=1)"], ["An arrow, =>, is meant here."]],
  "p(a = 1);": [["p(unknown)"], []],
  "p(‘a/*’, “b”);": [
    ['p("a/*", "b")'],
    [
      "This is a curly quote, as blogs print them: PL/SQL needs the straight one, '.",
      "This is a curly quote, as blogs print them: PL/SQL needs the straight one, '.",
      'This is a curly quote, as blogs print them: PL/SQL needs the straight one, ".',
      'This is a curly quote, as blogs print them: PL/SQL needs the straight one, ".',
    ],
  ],
  "p\u00a0(1);": [
    ["p(1)"],
    ["The character U+00A0, a no-break space, does not belong here: Oracle would refuse it."],
  ],
  "p(a => , b => 2);": [["p(a=unknown, b=2)"], ["The value of a is missing."]],
  "if a then p; q;": [["IF[] { p(); q() }"], ["END is missing here."]],
  "= 3; p;": [["[] {  }", "p()"], ["A statement was expected here."]],
};

for (const [text, [expected, messages]] of Object.entries(wrong)) {
  test(`goes on after what is wrong in ${text}`, () => {
    const { block, problems } = parse(`begin ${text} end;`);
    expect(block.statements.map(show)).toEqual(expected);
    expect(problems.map(({ message }) => message)).toEqual(messages);
  });
}

test("all places are in the script, not in the statement", () => {
  const text = "commit;\n\nbegin\n  ords.create_role('x');\nend;\n/";
  const [, statement] = splitScript(text);
  const call = statement === undefined ? undefined : parseBlock(statement).block.statements[0];
  expect(text.slice(call?.range.start, call?.range.end)).toBe("ords.create_role('x')");
});

test("what is nested beyond reason is said to be so", () => {
  const { problems } = parse(`${"begin ".repeat(300)}null;${"end;".repeat(300)}`);
  expect(problems.map(({ message }) => message)).toContain("This is nested too deeply to be read.");
});
