import { expect, test } from "vitest";
import type { EntityRef } from "../../../../src/domain/model/entityRef.ts";
import {
  clientName,
  moduleName,
  uriPattern,
  privilegeName,
} from "../../../../src/domain/model/names.ts";
import { draftFor } from "../../../../src/features/requestPanel/requestTarget.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const profile = profileId("p1");
const hr = moduleName("hr");

test.each<[EntityRef, string, string]>([
  [
    { kind: "handler", module: hr, uriTemplate: "employees/:id", method: "PUT" },
    "PUT",
    "/hr/employees/:id",
  ],
  [{ kind: "template", module: hr, uriTemplate: "employees/" }, "POST", "/hr/employees/"],
  [{ kind: "module", name: hr }, "GET", "/hr/"],
  [{ kind: "object", name: "SALARIES" }, "GET", "/pay-slips/"],
  [
    { kind: "mapping", privilege: privilegeName("hr.read"), pattern: uriPattern("/hr/*") },
    "GET",
    "/hr/*",
  ],
  [{ kind: "module", name: moduleName("gone") }, "GET", "/"],
])("%o is tried with %s %s", (ref, method, address) => {
  expect(draftFor({ profile, ref }, sampleCatalog)).toMatchObject({ method, address });
});

test("a client is tried as the caller", () => {
  const client = sampleCatalog.clients[0];
  const draft = draftFor(
    { profile, ref: { kind: "client", name: clientName("payroll run") } },
    sampleCatalog,
  );
  expect(draft.caller).toEqual({ kind: "client", clientId: client?.clientId });
  const unknown = draftFor({ profile, caller: clientName("gone") }, sampleCatalog);
  expect(unknown.caller).toEqual({ kind: "anonymous" });
});

test("without a catalog the given path and method stand", () => {
  expect(draftFor({ profile, path: "/x/", method: "DELETE" }, undefined)).toMatchObject({
    method: "DELETE",
    address: "/x/",
  });
});
