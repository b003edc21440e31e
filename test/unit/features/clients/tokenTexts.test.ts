import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import {
  tokenAsCurl,
  tokenAsHeader,
  withTokenItself,
  type Shell,
} from "../../../../src/features/clients/tokenTexts.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const schema = catalog()
  .module("hr")
  .handler("GET", "employees/:id")
  .handler("GET", "secret/")
  .handler("POST", "employees/")
  .handler("GET", "employees/")
  .role("HR")
  .role("Boss")
  .privilege("hr.read", { patterns: ["/hr/employees/*"], roles: ["HR"] })
  .privilege("hr.secret", { patterns: ["/hr/secret/*"], roles: ["Boss"] })
  .client("payroll", { roles: ["HR"] })
  .build();

test("curl calls what the client may call, with a variable for the token", () => {
  expect(curlIn(schema)).toBe(
    [
      "curl 'https://x/ords/hr/hr/employees/'",
      '-H "Authorization: Bearer $ORDS_TOKEN"',
      "-H 'accept: application/json'",
    ].join(" \\\n  "),
  );
});

test("a path stands there as it is sent", () => {
  const odd = catalog()
    .module("hr")
    .handler("GET", "Löhne und 'mehr'/")
    .role("HR")
    .privilege("hr.read", { patterns: ["/hr/*"], roles: ["HR"] })
    .client("payroll", { roles: ["HR"] })
    .build();
  const url = "https://x/ords/hr/hr/L%C3%B6hne%20und%20%27mehr%27/";
  for (const shell of ["bash", "powershell"] as const) {
    const written = curlIn(odd, shell).replaceAll(/'\\''|''/g, "%27");
    expect(written).toContain(`'${url}'`);
  }
});

test("for PowerShell it is curl.exe with PowerShell's variable", () => {
  expect(curlIn(schema, "powershell")).toBe(
    [
      "curl.exe 'https://x/ords/hr/hr/employees/'",
      '-H "Authorization: Bearer $env:ORDS_TOKEN"',
      "-H 'accept: application/json'",
    ].join(" `\n  "),
  );
});

test("where it may call nothing it asks for the catalog of the schema", () => {
  expect(curlIn(catalog().client("payroll").build())).toContain("/ords/hr/metadata-catalog/'");
});

test("the token itself only where it was asked for, and only if a shell leaves it alone", () => {
  const curl = curlIn(schema);
  expect(tokenAsHeader(new Secret("a$&b"))).toBe("Authorization: Bearer a$&b");
  expect(withTokenItself(curl, new Secret("a-._~+/b=="))).toContain(
    "-H 'Authorization: Bearer a-._~+/b=='",
  );
  for (const odd of ["a'b", "a$b", "a`b", "a\nb", ""]) {
    expect(withTokenItself(curl, new Secret(odd))).toBeUndefined();
  }
});

function curlIn(of: Catalog, shell: Shell = "bash"): string {
  const [client] = of.clients;
  if (!client) throw new Error("No client");
  return tokenAsCurl({ schemaUrl: "https://x/ords/hr", catalog: of, client }, shell);
}
