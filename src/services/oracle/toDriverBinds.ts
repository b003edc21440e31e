import { bindNames } from "../../plsql/bindNames.ts";
import type { Binds, BindValue } from "../sql/sqlRunner.ts";
import { type DriverBind, driverNames as names } from "./oracleDriver.ts";

/**
 * The values of the binds that one statement names: the driver refuses any other, and a script has binds for all of
 * its statements. The only place of this runner where a secret bind is revealed.
 */
export function toDriverBinds(
  statement: string,
  binds: Binds | undefined,
): Readonly<Record<string, DriverBind>> {
  if (binds === undefined || isDefinition(statement)) return {};
  const values = new Map(Object.entries(binds).map(([name, value]) => [name.toLowerCase(), value]));
  const wanted = bindNames(statement).filter((name) => values.has(name));
  return Object.fromEntries(wanted.map((name) => [name, toBind(values.get(name) ?? null)]));
}

/** `:new` and `:old` of a trigger look like binds and are none. */
function isDefinition(statement: string): boolean {
  return /^\s*(?:create|alter|drop)\b/i.test(statement);
}

function toBind(value: BindValue): DriverBind {
  if (typeof value === "number") return { dir: names.BIND_IN, type: names.NUMBER, val: value };
  // Not instanceof: this bundle has its own copy of the class, and the mask would be sent in its place.
  const text = typeof value === "object" && value !== null ? value.reveal() : value;
  return { dir: names.BIND_IN, type: names.STRING, val: text };
}
