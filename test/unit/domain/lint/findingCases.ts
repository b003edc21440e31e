import type { RuleId } from "../../../../src/domain/lint/rule.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const day = 86_400;
const hr = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id");
const read = { roles: ["HR"], patterns: ["/hr/*"] };
const secured = hr
  .role("HR")
  .privilege("hr.read", read)
  .client("payroll", { roles: ["HR"] });
const soda = "oracle.soda.privilege.developer";

/** A schema for each rule, and what the rule says of it. */
export const findingCases: Readonly<Record<RuleId, readonly [Catalog, readonly string[]]>> = {
  publicWrite: [
    hr.handler("POST", "employees/").build(),
    ["POST /hr/employees/ of module hr is public: no privilege covers it."],
  ],
  publicObject: [
    catalog().object("EMP", { alias: "emp" }).build(),
    ["table EMP is published at /emp/ without authorization: everybody may read and change it."],
  ],
  missingRole: [
    hr.privilege("hr.read", { roles: ["Gone"], patterns: ["/hr/*"] }).build(),
    ["Privilege hr.read asks for role Gone, which does not exist in the schema."],
  ],
  patternMistake: [
    hr
      .role("HR")
      .privilege("hr.read", { roles: ["HR"], patterns: ["hr/*", "/hr/*/x"] })
      .build(),
    [
      "Pattern /hr/*/x of privilege hr.read: A star counts only at the end of a pattern.",
      "Pattern hr/* of privilege hr.read: A pattern begins with a slash; without it nothing is protected.",
    ],
  ],
  plainRedirect: [
    hr
      .client("web", {
        grantType: "authorization_code",
        redirectUri: "http://app.example.com/back",
      })
      .client("local", { grantType: "authorization_code", redirectUri: "http://localhost:80/" })
      .build(),
    ["Client web is sent back to http://app.example.com/back, over plain http."],
  ],
  weakJwtProfile: [
    hr
      .jwtProfile({
        audience: " ",
        jwkUrl: "http://k",
        issuer: "http://i",
        roleClaimName: undefined,
      })
      .build(),
    [
      "The JWT profile names no audience: tokens for any service of the issuer are good.",
      "The keys of the JWT profile come from http://k, not over https.",
      "The issuer of the JWT profile is http://i, over plain http.",
      "The JWT profile reads scopes, and the schema has no privilege that a scope could name.",
    ],
  ],
  publicHandler: [
    hr.build(),
    [
      "GET /hr/employees/ and GET /hr/employees/:id of module hr are public: no privilege covers them.",
    ],
  ],
  moduleLeftOut: [
    secured
      .module("pay", "/pay/")
      .handler("GET", "x")
      .module("new", "/new/")
      .handler("GET", "x")
      .privilege("both", { roles: ["HR"], modules: ["hr", "pay"] })
      .build(),
    ["Privilege both protects hr and pay, but not module new, which nothing protects."],
  ],
  barePathOpen: [
    secured.module("root", "/").handler("GET", "hr").build(),
    ["Pattern /hr/* of privilege hr.read does not cover /hr, where something answers too."],
  ],
  sodaOpen: [
    hr.privilege(soda, { roles: ["SODA Developer"] }).build(),
    ["Nothing covers /soda/*: the document store is open where SODA is switched on."],
  ],
  privilegeProtectsNothing: [
    hr
      .role("HR")
      .privilege("hr.read", { roles: ["HR"] })
      .build(),
    ["Privilege hr.read has neither a pattern nor a module: it protects nothing."],
  ],
  patternMeetsNothing: [
    secured.privilege("old", { roles: ["HR"], patterns: ["/old/*"] }).build(),
    ["Pattern /old/* of privilege old covers no path of the schema."],
  ],
  patternNeverDecides: [
    secured.privilege("all", { roles: ["HR"], patterns: ["/h*"] }).build(),
    [
      "Privilege all by pattern /h* never decides: more specific privileges cover all that it covers.",
    ],
  ],
  equalPatterns: [
    secured.privilege("too", read).build(),
    ["Privileges hr.read and too are mapped to the same pattern /hr/*."],
  ],
  privilegeWithoutRole: [
    hr.privilege("any", { patterns: ["/hr/*"] }).build(),
    ["Privilege any asks for no role: everybody who signs in passes."],
  ],
  clientWithoutRole: [secured.client("bare").build(), ["Client bare has no role."]],
  listedWithoutRole: [
    secured
      .role("Other")
      .client("other", { roles: ["Other"], privileges: ["hr.read"] })
      .build(),
    ["Client other lists privilege hr.read and has none of its roles."],
  ],
  broadGrant: [
    secured
      .role("All")
      .privilege("all", { roles: ["All"], patterns: ["/*"] })
      .client("robot", { roles: ["SQL Developer", "All"] })
      .build(),
    [
      "Client robot has role All and with it reaches everything below /*, by privilege all.",
      "Client robot has role SQL Developer and with it reaches REST-Enabled SQL, which runs any statement as the schema.",
    ],
  ],
  rolesAlike: [
    secured.role("h_r").build(),
    ["Roles HR and h_r are easily taken for one, and are two."],
  ],
  openOrigins: [
    catalog()
      .module("hr", "/hr/", { originsAllowed: ["*", "https://a.example", "http://b.example"] })
      .client("web", { originsAllowed: ["http://c.example"] })
      .build(),
    [
      "Client web may be used from http://c.example.",
      "Module hr may be called from every page (*) and http://b.example.",
    ],
  ],
  implicitGrant: [
    hr.client("page", { grantType: "implicit" }).build(),
    ["Client page gets its tokens by the implicit grant: they stand in addresses."],
  ],
  longTokens: [
    secured.client("slow", { roles: ["HR"], tokenDuration: 30 * day }).build(),
    ["Tokens of client slow live 30 days."],
  ],
  reservedParameter: [
    catalog()
      .module("hr", "/hr/")
      .handler("GET", "x", {
        parameters: [
          {
            name: "q",
            bindVariable: "q",
            sourceType: "URI",
            paramType: "STRING",
            accessMethod: "IN",
          },
        ],
      })
      .build(),
    ["GET x of module hr has a parameter q, which ORDS keeps for itself."],
  ],
  catalogsOpen: [
    hr.build(),
    [
      "/metadata-catalog/ and /open-api-catalog/ are public: the names of all services can be read without a token.",
    ],
  ],
  loginBehindPrivilege: [
    secured.handler("POST", "auth/login").build(),
    ["POST /hr/auth/login asks for a token, because /hr/* of privilege hr.read covers it."],
  ],
  roleNobodyHas: [
    secured
      .role("Boss")
      .privilege("pay", { roles: ["Boss"], patterns: ["/hr/employees/*"] })
      .build(),
    ["No client has Boss, which privilege pay asks for."],
  ],
  roleLeadsNowhere: [
    secured
      .role("Lost")
      .client("c", { roles: ["Lost"] })
      .build(),
    ["No privilege asks for role Lost. A client has it in vain."],
  ],
  moduleNotPublished: [
    catalog().module("hr", "/hr/", { published: false }).handler("GET", "x").build(),
    ["Module hr is not published: all of it is answered 404."],
  ],
  schemaNotEnabled: [
    hr.schema({ enabled: false }).build(),
    ["Schema HR has services and is not enabled: all of them are answered 404."],
  ],
  bracedTemplate: [
    catalog().module("hr", "/hr/").handler("GET", "x/{id}").build(),
    ["Template x/{id} of module hr has braces; write x/:id."],
  ],
};

/** A schema in which everything is as it should be. */
export const tidy: Catalog = secured
  .privilege(soda, { roles: ["SODA Developer"], patterns: ["/soda/*"] })
  .privilege("catalogs", {
    roles: ["HR"],
    patterns: ["/metadata-catalog/*", "/open-api-catalog/*"],
  })
  .build();
