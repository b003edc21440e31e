const brand = Symbol.for("ordsSecurity.practice.oracleError");

/**
 * A failure as the simulated database reports it. `code` is its first code (`ORA-00942`, `ORA-06550`),
 * `message` the text that follows it. Lines such as ORA-06512 are added by whoever knows where the statement
 * stands.
 */
export class OracleError extends Error {
  readonly [brand] = true;
  readonly code: string;
  /** The name in the statement that is to blame, when it is one. */
  readonly culprit: string | undefined;

  constructor(code: string, message: string, culprit?: string) {
    super(message);
    this.name = "OracleError";
    this.code = code;
    this.culprit = culprit;
  }

  /** `ORA-00942: table or view does not exist` */
  get text(): string {
    return `${this.code}: ${this.message}`;
  }
}

export function isOracleError(error: unknown): error is OracleError {
  return typeof error === "object" && error !== null && brand in error;
}

/** 942 of `ORA-00942`; PLS codes have no number of their own and arrive wrapped in ORA-06550. */
export function oracleErrorNumber(code: string): number {
  return Number(code.replace(/^\D+/, ""));
}

export const noSuchTable = (name: string): OracleError =>
  new OracleError("ORA-00942", "table or view does not exist", name);

/** What a lookup inside the packages raises when the parent is not there. */
export const noDataFound = (): OracleError => new OracleError("ORA-01403", "no data found");

export const insufficientPrivileges = (): OracleError =>
  new OracleError("ORA-01031", "insufficient privileges");

export function uniqueViolated(constraint: string): OracleError {
  return new OracleError("ORA-00001", `unique constraint (${constraint}) violated`);
}

/** For SQL that Oracle knows and the practice server's engine does not. */
export function notInPractice(what: string): OracleError {
  return new OracleError(
    "ORA-03001",
    `unimplemented feature\nThe practice server's SQL engine does not know ${what}.`,
  );
}
