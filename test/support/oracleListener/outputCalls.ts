import type { ListenerAnswer, ListenerBinds } from "./listenerDatabase.ts";
import type { OutputBuffer } from "./outputBuffer.ts";

/**
 * Answers the blocks by which a client turns DBMS_OUTPUT on and reads it; undefined for any other statement. What the
 * practice server runs of PL/SQL has no arrays that go out.
 */
export function answerOutputCall(
  sql: string,
  binds: ListenerBinds,
  output: OutputBuffer,
): ListenerAnswer | undefined {
  const call = readOutputCall(sql);
  switch (call?.procedure) {
    case "ENABLE":
      output.enable();
      return { kind: "plsql" };
    case "DISABLE":
      output.disable();
      return { kind: "plsql" };
    case "GET_LINE": {
      const [line = "", status = ""] = call.binds;
      const [read] = output.take(1);
      return {
        kind: "plsql",
        out: { [line]: read ?? null, [status]: read === undefined ? 1 : 0 },
      };
    }
    case "GET_LINES": {
      const [lines = "", count = ""] = call.binds;
      const read = output.take(Number(binds.get(count) ?? 0));
      return { kind: "plsql", out: { [lines]: read, [count]: read.length } };
    }
    case undefined:
    default:
      return undefined;
  }
}

interface OutputCall {
  readonly procedure: string;
  /** Names of binds in upper case, in the order of the arguments. */
  readonly binds: readonly string[];
}

function readOutputCall(sql: string): OutputCall | undefined {
  const match =
    /^\s*begin\s+(?:sys\s*\.\s*)?dbms_output\s*\.\s*(enable|disable|get_lines?)\s*(?:\(([^()]*)\))?\s*;\s*end\s*;\s*$/i.exec(
      sql,
    );
  if (!match) return undefined;
  const [, procedure = "", args = ""] = match;
  const binds = [...args.matchAll(/:\s*(\w+)/g)].map(([, name = ""]) => name.toUpperCase());
  return { procedure: procedure.toUpperCase(), binds };
}
