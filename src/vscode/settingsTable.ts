import { severities as findingSeverities } from "../domain/lint/finding.ts";
import type { FindingSeverities } from "../domain/lint/withSeverities.ts";
import type { RuleSeverities } from "../features/language/checkScript.ts";
import { severities as scriptSeverities } from "../features/language/scriptRule.ts";

/**
 * Every setting with its default. The manifest declares the same, which a test compares; what stands in the user's
 * file is checked against `accepts` before it is believed.
 */
export const settingsTable = {
  requestTimeout: {
    key: "ordsSecurity.requestTimeout",
    default: 30,
    accepts: isSeconds,
  },
  maxBodyMegabytes: {
    key: "ordsSecurity.maxBodyMegabytes",
    default: 50,
    accepts: (value: unknown): value is number =>
      typeof value === "number" && value >= 1 && value <= 400,
  },
  databaseTimeout: {
    key: "ordsSecurity.databaseTimeout",
    default: 60,
    accepts: isSeconds,
  },
  verificationRate: {
    key: "ordsSecurity.verificationRate",
    default: 5,
    accepts: isRate,
  },
  tnsAdmin: {
    key: "ordsSecurity.tnsAdmin",
    default: "",
    accepts: (value: unknown): value is string => typeof value === "string",
  },
  dialect: {
    key: "ordsSecurity.dialect",
    default: "auto",
    accepts: oneOf(["auto", "oauth", "ordsSecurity"]),
  },
  clientAuthentication: {
    key: "ordsSecurity.clientAuthentication",
    default: "raw",
    accepts: oneOf(["raw", "encoded", "body"]),
  },
  pkce: {
    key: "ordsSecurity.pkce",
    default: true,
    accepts: (value: unknown): value is boolean => typeof value === "boolean",
  },
  jwtCommand: {
    key: "ordsSecurity.jwtCommand",
    default: [],
    accepts: isTexts,
  },
  diagnostics: {
    key: "ordsSecurity.diagnostics",
    default: {},
    accepts: (value: unknown): value is RuleSeverities => isEach(value, isScriptSeverity),
  },
  findings: {
    key: "ordsSecurity.findings",
    default: {},
    accepts: (value: unknown): value is FindingSeverities => isEach(value, isFindingSeverity),
  },
} as const satisfies Record<string, SettingRow>;

interface SettingRow {
  readonly key: string;
  readonly default: unknown;
  readonly accepts: (value: unknown) => boolean;
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= 3600;
}

/** Calls in a second: a server that others work on is not to be flooded. */
function isRate(value: unknown): value is number {
  return typeof value === "number" && value >= 0.1 && value <= 50;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** Rules are looked up by their ids, so that one which an older version knew does no harm. */
function isEach(value: unknown, isGood: (value: unknown) => boolean): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => isGood(one))
  );
}

const isScriptSeverity = oneOf(["off", ...scriptSeverities]);
const isFindingSeverity = oneOf(["off", ...findingSeverities]);

function oneOf<const T extends string>(values: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => values.some((one) => one === value);
}
