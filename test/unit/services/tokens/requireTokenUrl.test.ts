import { expect, test } from "vitest";
import { clientId } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { requireTokenUrl } from "../../../../src/services/tokens/requireTokenUrl.ts";
import type { TokenClient } from "../../../../src/services/tokens/tokenProvider.ts";

const client: TokenClient = {
  profile: profileId("o1"),
  clientId: clientId("c.."),
  tokenUrl: "https://db.example.com/ords/hr/oauth/token",
  allowPlainHttp: false,
};

test("a client with an address passes as it is", () => {
  expect(requireTokenUrl(client)).toEqual(client);
});

test("without an address the button asks for the one of this connection", () => {
  expect(() => requireTokenUrl({ ...client, tokenUrl: undefined })).toThrow(
    expect.objectContaining({
      code: "ordsAddressMissing",
      why: expect.stringContaining("/ords"),
      remedy: { label: "Set address of ORDS", action: "setOrdsAddress", argument: "o1" },
    }),
  );
});
