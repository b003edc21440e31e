import { type DriverConnection, driverNames as names } from "./oracleDriver.ts";

/** Lets the session keep what its blocks print, without a limit. */
export async function turnOutputOn(connection: DriverConnection): Promise<void> {
  await connection.execute("begin dbms_output.enable(null); end;", {}, {});
}

/** What was printed since it was last asked. */
export async function readOutput(connection: DriverConnection): Promise<readonly string[]> {
  const read: string[] = [];
  for (;;) {
    const { outBinds } = await connection.execute(
      "begin dbms_output.get_lines(:lines, :numlines); end;",
      {
        lines: { dir: names.BIND_OUT, type: names.STRING, maxSize: 32_767, maxArraySize: atOnce },
        numlines: { dir: names.BIND_INOUT, type: names.NUMBER, val: atOnce },
      },
      {},
    );
    const lines = outBinds?.["lines"];
    const count = Number(outBinds?.["numlines"]);
    if (Array.isArray(lines)) {
      read.push(
        ...lines.slice(0, count).map((line: unknown) => (typeof line === "string" ? line : "")),
      );
    }
    if (!(count >= atOnce)) return read;
  }
}

const atOnce = 200;
