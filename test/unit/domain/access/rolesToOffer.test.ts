import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import { diagnoseExchange } from "../../../../src/domain/access/diagnoseExchange.ts";
import { waysToAllow } from "../../../../src/domain/access/waysToChange.ts";
import { clientName } from "../../../../src/domain/model/names.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const refused = { status: 401, headers: {}, body: new Uint8Array() };
test("of an AutoREST object the button under a 401 grants the role of that object, and no wider one", () => {
  const built = catalog().object("EMP", { alias: "emp", requiresAuthorization: true });
  const caller: Caller = { kind: "client", name: clientName("payroll") };
  const call = { method: "GET", path: "/emp/" };
  const schema = built.client("payroll").build();
  const fix = diagnoseExchange({ catalog: schema, ...call, caller, response: refused })?.fix;
  expect(fix?.arguments["roles"]).toEqual(["oracle.dbtools.role.autorest.HR.EMP"]);
  const [narrowest] = waysToAllow(indexAccess(schema), caller, call);
  expect(narrowest?.label).toBe("Grant role oracle.dbtools.role.autorest.HR.EMP to client payroll");
});
