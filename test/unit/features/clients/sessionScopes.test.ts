import { expect, test } from "vitest";
import {
  parseSessionScopes,
  writeSessionScopes,
} from "../../../../src/features/clients/sessionScopes.ts";

test("scopes name a connection and a client, whatever stands in the names", () => {
  const scopes = writeSessionScopes("HR: test", "client:a/b");
  expect(parseSessionScopes(scopes)).toEqual({ connection: "HR: test", client: "client:a/b" });
  expect(parseSessionScopes(scopes.toReversed())).toEqual(parseSessionScopes(scopes));
  expect(parseSessionScopes([])).toEqual({ connection: undefined, client: undefined });
});

test.each([[["openid"]], [["client:a", "client:b"]], [["connection:a", "x"]]])(
  "%j is not understood",
  (scopes) => {
    expect(parseSessionScopes(scopes)).toBeUndefined();
  },
);
