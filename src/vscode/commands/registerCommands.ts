import { commands, Disposable } from "vscode";
import type { ReportError } from "../reportError.ts";
import { type CommandId, commandIds, type CommandTable } from "./commandIds.ts";

/** Registers every command of the table, each inside the one error boundary of all commands. */
export function registerCommands(table: CommandTable, reportError: ReportError): Disposable {
  return Disposable.from(
    ...commandIds.map((id) =>
      commands.registerCommand(id, async (argument?: unknown) => {
        await runInBoundary({ id, table, reportError }, argument);
      }),
    ),
  );
}

interface Boundary {
  readonly id: CommandId;
  readonly table: CommandTable;
  readonly reportError: ReportError;
}

async function runInBoundary(boundary: Boundary, argument: unknown): Promise<void> {
  try {
    await boundary.table[boundary.id](argument);
  } catch (error) {
    // Not awaited: whoever ran the command must not wait until the person has closed the message.
    void boundary.reportError(error, { retry: () => runInBoundary(boundary, argument) });
  }
}
