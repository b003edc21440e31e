import { expect, test } from "vitest";
import { refKey } from "../../../../src/domain/model/entityRef.ts";
import { entityInWords } from "../../../../src/features/explorer/entityInWords.ts";
import { hasEntity } from "../../../../src/features/explorer/hasEntity.ts";
import { entityAt } from "../../../../src/features/language/entityAt.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { atCursor } from "./cursor.ts";

const hr = catalog()
  .role("HR Reader")
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .privilege("hr.read", { patterns: ["/hr/*"] })
  .client("payroll")
  .object("JOBS")
  .jwtProfile()
  .build();

test.each([
  ["ORDS.DELETE_ROLE('HR R|eader')", "role HR Reader", true],
  ["ORDS.DEL|ETE_ROLE('Nobody')", "role Nobody", false],
  ["OAUTH.GRANT_CLIENT_ROLE('payr|oll', 'HR Reader')", "client payroll", true],
  ["OAUTH.GRANT_CLIENT_ROLE('payroll', 'HR Re|ader')", "role HR Reader", true],
  ["OAUTH.GRANT_CLIENT_|ROLE('payroll', 'HR Reader')", "client payroll", true],
  [
    "ORDS.DEFINE_HANDLER|('hr', 'employees/', p_source => 'x')",
    "handler GET employees/ of module hr",
    true,
  ],
  [
    "ORDS.DEFINE_HANDLER('hr', 'empl|oyees/', p_source => 'x')",
    "template employees/ of module hr",
    true,
  ],
  ["ORDS.DEFINE_HANDLER('h|r', 'employees/', p_source => 'x')", "module hr", true],
  [
    "ORDS.DEFINE_HANDLER('hr', 'other/', 'PUT', p_source => 'x|')",
    "handler PUT other/ of module hr",
    false,
  ],
  [
    "ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/h|r/*')",
    "pattern /hr/* of privilege hr.read",
    true,
  ],
  ["ORDS.DEFINE_PRIVILEGE|('hr.read', l)", "privilege hr.read", true],
  ["ORDS.ENABLE_OBJECT(p_ob|ject => 'JOBS')", "object JOBS", true],
  ["ORDS_SECURITY.DELETE_JWT_|PROFILE", "JWT profile", true],
  ["ORDS_ADMIN.DELETE_ROLE('OTHER', 'HR R|eader')", "role HR Reader", true],
])("%s is about %s", (call, words, isThere) => {
  const { analysis, offset } = atCursor(`BEGIN ${call}; END;`);
  const found = entityAt(analysis, offset);
  expect(found && entityInWords(found.ref)).toBe(words);
  expect(found && hasEntity(hr, found.ref)).toBe(isThere);
  expect(found?.schema).toBe(call.includes("OTHER") ? "OTHER" : undefined);
  expect(found && refKey(found.ref)).not.toBe("");
});

test.each([
  ["BEGIN NU|LL; END;"],
  ["BEGIN ORDS.CREATE_ROLE(:x|); END;"],
  ["-- ORDS.DELETE_ROLE('x|')"],
  ["|"],
])("%s is about nothing", (marked) => {
  const { analysis, offset } = atCursor(marked);
  expect(entityAt(analysis, offset)).toBeUndefined();
});
