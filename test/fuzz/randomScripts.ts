import type { Random } from "./createRandom.ts";

/** A place in a text, what goes there, and what comes in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A published script with a few things changed, or something that never was a script. */
export function randomScript(random: Random, scripts: readonly string[]): string {
  switch (random.below(8)) {
    case 0:
      return randomPieces(random, 60, " ");
    case 1:
      return randomPieces(random, 40, "");
    case 2:
      return `${random.of(scripts)}\n${mutated(random, random.of(scripts))}`;
    default:
      return mutated(random, random.of(scripts));
  }
}

function mutated(random: Random, script: string): string {
  let text = script;
  for (let left = 1 + random.below(6); left > 0; left--) {
    text = applyEdit(text, randomEdit(random, text));
  }
  return text;
}

/** Mostly small, as a person types; now and then a line is taken out or doubled, or a lot is lost. */
export function randomEdit(random: Random, text: string): Edit {
  const start = random.below(text.length + 1);
  const upTo = (length: number) => Math.min(text.length, start + length);
  switch (random.below(8)) {
    case 0:
      return { start, end: upTo(1), by: "" };
    case 1:
      return { start, end: upTo(1), by: random.of(pieces) };
    case 2:
      return { start, end: upTo(random.below(60)), by: "" };
    case 3: {
      const end = upTo(random.below(80));
      return { start, end, by: text.slice(start, end).repeat(2) };
    }
    case 4: {
      const from = random.below(text.length + 1);
      return { start, end: start, by: text.slice(from, from + random.below(200)) };
    }
    case 5:
      return random.once(4)
        ? { start, end: text.length, by: "" }
        : { start, end: upTo(random.below(3)), by: randomPieces(random, 4, "") };
    default:
      return { start, end: start, by: random.of(pieces) };
  }
}

export function applyEdit(text: string, { start, end, by }: Edit): string {
  return text.slice(0, start) + by + text.slice(end);
}

function randomPieces(random: Random, most: number, between: string): string {
  return Array.from({ length: random.below(most) }, () => random.of(pieces)).join(between);
}

/** What PL/SQL, SQL*Plus and their mistakes are made of. */
const pieces: readonly string[] = [
  ..."BEGIN END DECLARE IF THEN ELSE ELSIF LOOP CASE WHEN FOR IN WHILE IS AS PROCEDURE FUNCTION PACKAGE BODY".split(
    " ",
  ),
  ..."CREATE OR REPLACE TRIGGER TYPE EXCEPTION OTHERS NULL COMMIT ROLLBACK SELECT INTO FROM INSERT EXEC CALL SET".split(
    " ",
  ),
  ..."DEFINE UNDEFINE PROMPT REM OFF ON ACCEPT TRUE FALSE NOT AND OWA.VC_ARR l_roles l_roles(1) .DELETE .COUNT p_name".split(
    " ",
  ),
  ..."ORDS.CREATE_ROLE ORDS.DEFINE_PRIVILEGE ORDS_METADATA. OAUTH.CREATE_CLIENT ords_types.t_client_key 1 2.5 1e9 'x' ''".split(
    " ",
  ),
  ..."( ) } ; , . .. => = := || + - -- /* */ / ' q'[ ]' nq'! !' N' <<a>> << >> :b : &x &&x. & <copy> </copy> @x !".split(
    " ",
  ),
  ..."‘ ’ “ ” \u0325 \u200b \ufeff \ufffd ； 한 ü 😀 \ud83d \udc00 \0".split(" "),
  '"',
  "\u00a0",
  "\n",
  "\r\n",
  "\n/\n",
  "\n\n",
  " ",
  "\t",
  " -\n",
  "\n```\n",
];
