import { expect, test } from "vitest";
import type { Change } from "../../../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
} from "../../../../src/domain/model/names.ts";
import { describeSurprises } from "../../../../src/features/scaffold/describeSurprises.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const payroll = roleName("Payroll");
const schema = { kind: "enableSchema", schema: undefined, autoRestAuth: false } as const;

test.each<[string, readonly Change[], string]>([
  [
    "the last role of a privilege goes",
    [{ kind: "deleteRole", name: payroll }],
    "The privilege payroll asks for no role from then on: any caller that ORDS has authenticated passes.",
  ],
  [
    "the last roles of a client go",
    [
      { kind: "revokeClientRole", client: clientName("payroll run"), role: payroll },
      {
        kind: "revokeClientRole",
        client: clientName("payroll run"),
        role: roleName("HR Reader"),
      },
    ],
    "The client payroll run has no role left.",
  ],
  [
    "a module changes its privilege",
    [
      {
        kind: "setModulePrivilege",
        module: moduleName("payroll"),
        privilege: privilegeName("hr.read"),
      },
    ],
    "The module payroll is no longer protected by payroll.",
  ],
  [
    "a role gets another name",
    [{ kind: "renameRole", name: payroll, newName: roleName("Pay") }],
    "Whoever brings the role by its old name, as a user of the database or in a JWT, does not pass as Pay.",
  ],
  [
    "a privilege gets another name",
    [
      {
        kind: "renamePrivilege",
        name: privilegeName("payroll"),
        newName: privilegeName("pay"),
      },
    ],
    "A JWT that names the privilege in its scope has to say pay from then on.",
  ],
  [
    "the schema moves",
    [{ ...schema, enabled: true, alias: "people" }],
    "What was below /ords/hr/ is below /ords/people/ from then on, the address of tokens too.",
  ],
  [
    "the schema goes",
    [{ ...schema, enabled: false, alias: "hr" }],
    "Everything below /ords/hr/ answers 404 from then on.",
  ],
  ["nothing that is not said", [{ kind: "createRole", name: roleName("New") }], ""],
])("%s", (_, changes, words) => {
  expect(describeSurprises(sampleCatalog, changes).join("\n")).toBe(words);
});
