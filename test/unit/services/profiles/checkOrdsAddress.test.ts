import { expect, test } from "vitest";
import { UserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import type { HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import { checkOrdsAddress } from "../../../../src/services/profiles/checkOrdsAddress.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { type FakeAnswer, FakeHttp, jsonAnswer, textAnswer } from "../../../support/fakes.ts";

const schemaUrl = "https://db.example.com/ords/hr";
const html = { "content-type": "text/html" };

test.each([200, 401, 403])("status %i comes from ORDS", async (status) => {
  const http = new FakeHttp(jsonAnswer(status, {}));
  await check(http);
  expect(http.sent[0]?.request).toMatchObject({
    method: "GET",
    url: "https://db.example.com/ords/hr/metadata-catalog/",
  });
  expect(http.sent[0]?.options.credential).toBeUndefined();
});

test.each<[string, HttpResponse, ErrorCode]>([
  ["no such schema", jsonAnswer(404, {}), "aliasNotFound"],
  ["no such page", textAnswer(404, "<html>", html), "aliasNotFound"],
  ["a redirect to a login", textAnswer(302, "", { location: "/sign-in" }), "answerNotUnderstood"],
  ["another program", textAnswer(200, "<html>Welcome", html), "answerNotUnderstood"],
  ["a sign-in page", textAnswer(401, "<!DOCTYPE html>", {}), "answerNotUnderstood"],
  ["a proxy that fails", jsonAnswer(502, {}), "answerNotUnderstood"],
])("%s is told, with the address and where to mend it", async (_, answer, code) => {
  await expect(check(new FakeHttp(answer))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(schemaUrl),
    why: expect.any(String),
    remedy: { action: "setOrdsAddress", argument: "o1" },
  });
});

test("what cannot be reached is told as the HTTP client does it", async () => {
  const refused = new UserFacingError({ code: "connectionRefused", message: "Refused." });
  await expect(check(new FakeHttp(refused))).rejects.toBe(refused);
});

test("whoever cancels ends the call", async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const answer: FakeAnswer = async ({ options }) => {
    seen = options.signal;
    return jsonAnswer(200, {});
  };
  await check(new FakeHttp(answer), controller.signal);
  controller.abort();
  expect(seen?.aborted).toBe(true);
});

async function check({ client }: FakeHttp, signal?: AbortSignal): Promise<void> {
  await checkOrdsAddress({ profile: profileId("o1"), schemaUrl, http: client }, signal);
}
