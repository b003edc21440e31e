import { inspect } from "node:util";
import { expect, test } from "vitest";
import { decodeBasic, readAuthorization } from "../../../../src/practice/http/authorization.ts";
import type { Authorization } from "../../../../src/practice/http/authorization.ts";
import { basicOf, toPracticeRequest } from "../../../support/practiceWorld.ts";

function read(header?: string): Authorization {
  const headers = header === undefined ? {} : { authorization: header };
  return readAuthorization(toPracticeRequest("GET", "/", { headers }));
}

function plain(authorization: Authorization): unknown {
  switch (authorization.kind) {
    case "basic":
      return [authorization.user, authorization.password.reveal()];
    case "bearer":
      return authorization.token.reveal();
    default:
      return authorization.kind;
  }
}

test.each<[string | undefined, unknown]>([
  [undefined, "none"],
  ["Bearer abc", "abc"],
  ["bearer  abc ", "abc"],
  ["BASIC " + btoa("a:b:c"), ["a", "b:c"]],
  [basicOf("ä", "ö"), ["ä", "ö"]],
  [basicOf("", ""), ["", ""]],
  ["Basic " + btoa("no colon"), "other"],
  ["Basic", "other"],
  ["Bearer ", "other"],
  ["Digest x", "other"],
  ["", "other"],
])("%j", (header, expected) => {
  expect(plain(read(header))).toEqual(expected);
});

test("what was read does not show itself", () => {
  expect(inspect(read("Bearer abc"))).not.toContain("abc");
  expect(JSON.stringify(read(basicOf("a", "hidden")))).not.toContain("hidden");
});

test.each<[string, string, unknown]>([
  ["a%2Eb", "c%2D+d", ["a.b", "c- d"]],
  ["a", "b", undefined],
  ["%zz", "b", undefined],
])("decodes %s", (user, password, expected) => {
  const basic = read(basicOf(user, password));
  const decoded = basic.kind === "basic" ? decodeBasic(basic) : undefined;
  expect(decoded && [decoded.user, decoded.password.reveal()]).toEqual(expected);
});
