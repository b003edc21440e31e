import type { TextRange } from "../../base/textRange.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { BlockRefusal } from "./checkBlock.ts";
import { placeIn } from "./placeIn.ts";

/**
 * A block that failed, in the words and with the lines that Oracle has for it; lines count from the block's
 * first.
 */
export class BlockFailure extends OracleError {
  readonly line: number;
  readonly column: number | undefined;

  private constructor({ code, message, line, column }: FailureFacts) {
    super(code, message);
    this.line = line;
    this.column = column;
  }

  /** It did not begin. */
  static refused({ code, message, range }: BlockRefusal, statement: ScriptStatement): BlockFailure {
    const place = placeIn(statement.text, range.start - statement.textStart);
    const where = `line ${place.line}, column ${place.column}:`;
    if (code === "ORA-01008") return new BlockFailure({ code, message, ...place });
    if (code === "ORA-03001") {
      const words = `unimplemented feature\nORA-06550: ${where}\n${message} Nothing of this block was run.`;
      return new BlockFailure({ code, message: words, ...place });
    }
    const words = `${where}\n${code}: ${message}\nORA-06550: ${where}\nPL/SQL: Statement ignored`;
    return new BlockFailure({ code: "ORA-06550", message: words, ...place });
  }

  /** A statement of it raised an error. */
  static raised(error: OracleError, { statement, range }: FailedStatement): BlockFailure {
    const { line } = placeIn(statement.text, range.start - statement.textStart);
    const message = `${error.message}\nORA-06512: at line ${line}`;
    return new BlockFailure({ code: error.code, message, line, column: undefined });
  }

  /** The same from a block that has an EXCEPTION section, which Oracle would have run now. */
  unhandled(): BlockFailure {
    const { code, line, column } = this;
    const note = "The practice server does not run EXCEPTION sections.";
    const message = this.message.includes(note) ? this.message : `${this.message}\n${note}`;
    return new BlockFailure({ code, message, line, column });
  }
}

interface FailureFacts {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number | undefined;
}

interface FailedStatement {
  readonly statement: ScriptStatement;
  readonly range: TextRange;
}
