import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { explanationText } from "../../../../src/features/accessExplanation/explanationText.ts";
import type { ExplanationTarget } from "../../../../src/features/accessExplanation/explanationTarget.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { explanationWorld } from "../../../support/explanationWorld.ts";

/** Whole answers as a person reads them; UPDATE=1 records them anew. */
const hr = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id")
  .handler("PUT", "employees/:id")
  .handler("GET", "salaries/")
  .module("status", "/status/")
  .handler("GET", "ping")
  .module("board", "/board/")
  .handler("GET", "figures")
  .module("draft", "/draft/", { published: false })
  .handler("GET", "new")
  .privilege("hr.read", { roles: ["HR Reader", "HR Admin"], patterns: ["/hr/*"] })
  .privilege("hr.salaries", { roles: ["HR Admin"], patterns: ["/hr/salaries/*"] })
  .privilege("hr.first", { roles: ["HR Admin"], patterns: ["/hr/employees/1"] })
  .privilege("board.read", { roles: ["HR Admin"], patterns: ["/ords/hr/board/*"] })
  .privilege("any.user", { patterns: ["/status/ping"] })
  .role("HR Reader")
  .role("HR Admin")
  .client("payroll", { roles: ["HR Reader"] })
  .client("forgotten", { privileges: ["hr.read"] })
  .client("portal", { grantType: "authorization_code", privileges: ["hr.read"] })
  .object("JOBS")
  .build();

const withJwt = { ...hr, jwtProfile: catalog().jwtProfile().build().jwtProfile };
const anonymous: Caller = { kind: "anonymous" };
const client = (name: string): Caller => ({ kind: "client", name: clientName(name) });
const user = (...roles: string[]): Caller => ({ kind: "user", roles: roles.map(roleName) });

type Question = Omit<ExplanationTarget, "profile" | "view"> & Partial<ExplanationTarget>;

const questions: Readonly<Record<string, Question & { readonly in?: Catalog }>> = {
  "anonymous-refused": { caller: anonymous, method: "GET", path: "/hr/employees/" },
  "anonymous-public-object": { caller: anonymous, method: "DELETE", path: "/jobs/7" },
  "client-allowed": { caller: client("payroll"), method: "GET", path: "/hr/employees/7" },
  "client-lacks-role": { caller: client("payroll"), method: "GET", path: "/hr/salaries/" },
  "client-without-role": { caller: client("forgotten"), method: "GET", path: "/hr/employees/" },
  "client-unknown": { caller: client("gone"), method: "GET", path: "/hr/employees/" },
  "client-roleless-privilege": { caller: client("payroll"), method: "GET", path: "/status/ping" },
  "user-without-roles": { caller: user(), method: "GET", path: "/hr/employees/" },
  "person-through-client": {
    caller: { kind: "endUser", client: clientName("portal"), roles: [roleName("HR Reader")] },
    method: "GET",
    path: "/hr/employees/",
  },
  "jwt-with-scope": {
    caller: { kind: "jwt", scopes: ["hr.read"], roles: [] },
    method: "GET",
    path: "/hr/employees/",
    in: withJwt,
  },
  "jwt-without-profile": {
    caller: { kind: "jwt", scopes: ["hr.read"], roles: [] },
    method: "GET",
    path: "/hr/employees/",
  },
  "jwt-without-profile-where-all-may-call": {
    caller: { kind: "jwt", scopes: ["hr.read"], roles: [] },
    method: "GET",
    path: "/board/figures",
  },
  "method-missing": { caller: anonymous, method: "PATCH", path: "/hr/employees/7" },
  "no-such-path": { caller: anonymous, method: "GET", path: "/hr/employes/" },
  "public-by-mistake": { caller: anonymous, method: "GET", path: "/board/figures" },
  "not-published": { caller: anonymous, method: "GET", path: "/draft/new" },
  "rest-enabled-sql": { caller: client("payroll"), method: "POST", path: "/_/sql" },
  "reach-of-client": { view: "reach", caller: client("payroll") },
  "callers-of-template": { view: "callers", method: "GET", path: "/hr/employees/:id" },
  "callers-of-call": { view: "callers", method: "GET", path: "/hr/salaries/" },
  "loss-of-role": { view: "loss", ref: { kind: "role", name: roleName("HR Reader") } },
  "loss-of-privilege": { view: "loss", ref: { kind: "privilege", name: privilegeName("hr.read") } },
  "loss-of-mapping": {
    view: "loss",
    ref: {
      kind: "mapping",
      privilege: privilegeName("hr.salaries"),
      pattern: uriPattern("/hr/salaries/*"),
    },
  },
  "loss-of-client": { view: "loss", ref: { kind: "client", name: clientName("payroll") } },
  "loss-of-module": { view: "loss", ref: { kind: "module", name: moduleName("hr") } },
  "loss-of-object": { view: "loss", ref: { kind: "object", name: "JOBS" } },
  "loss-of-jwt-profile": { view: "loss", ref: { kind: "jwtProfile" }, in: withJwt },
};

test.each(Object.keys(questions))("the answer %s", (name) => {
  const { in: schema = hr, ...target } = questions[name] ?? {};
  const { model } = explanationWorld(schema).open(target);
  const text = explanationText(model.answer);
  const file = join("test", "fixtures", "explanations", `${name}.txt`);
  if (process.env["UPDATE"] === "1") writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
});
