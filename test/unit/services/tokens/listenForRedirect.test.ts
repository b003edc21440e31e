import { request } from "node:http";
import { expect, test } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import {
  isListenable,
  listenForRedirect,
} from "../../../../src/services/tokens/listenForRedirect.ts";

const texts = { done: "Done <b>now</b>.", refused: "Refused.", unknown: "Nothing here." };

test.each([
  ["http://127.0.0.1:8085/callback", true],
  ["http://localhost:8085/", true],
  ["http://127.0.0.1/callback", false],
  ["https://127.0.0.1:8085/callback", false],
  ["http://example.com:8085/", false],
  ["vscode://pub.name/back", false],
  ["nonsense", false],
])("whether the browser can come back to %s: %s", (uri, expected) => {
  expect(isListenable(uri)).toBe(expected);
});

test("the first answer on the path counts, and what is written is text", async () => {
  const uri = "http://127.0.0.1:43219/back";
  const listener = await listenForRedirect(uri, texts, new AbortController().signal);
  const icon = await fetch("http://127.0.0.1:43219/favicon.ico");
  expect(icon.status).toBe(404);
  const answer = await fetch(`${uri}?code=abc&state=xyz`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'");
  expect(await answer.text()).not.toContain("<b>now");
  const url = await listener.answered;
  expect(url.searchParams.get("code")).toBe("abc");
  listener.close();
  await expect(fetch(uri)).rejects.toThrow();
});

test("who is refused is not told to be signed in", async () => {
  const uri = "http://127.0.0.1:43229/back";
  const listener = await listenForRedirect(uri, texts, new AbortController().signal);
  const answer = await fetch(`${uri}?error=access_denied&state=xyz`);
  expect(await answer.text()).toContain("<p>Refused.</p>");
  expect((await listener.answered).searchParams.get("error")).toBe("access_denied");
  listener.close();
});

test("a name that leads here does not count", async () => {
  const uri = "http://127.0.0.1:43220/back";
  const listener = await listenForRedirect(uri, texts, new AbortController().signal);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: 43_220, path: "/back?code=x", headers: { host: "evil.example" } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.once("error", reject);
    asked.end();
  });
  expect(status).toBe(404);
  listener.close();
});

test("cancelling ends the waiting and frees the port", async () => {
  const uri = "http://127.0.0.1:43221/back";
  const cancel = new AbortController();
  const listener = await listenForRedirect(uri, texts, cancel.signal);
  cancel.abort();
  await expect(listener.answered).rejects.toMatchObject({ name: "AbortError" });
  const again = await listenForRedirect(uri, texts, new AbortController().signal);
  again.close();
});

test("a port that is taken is told", async () => {
  const uri = "http://127.0.0.1:43222/back";
  const first = await listenForRedirect(uri, texts, new AbortController().signal);
  const failure: unknown = await listenForRedirect(uri, texts, new AbortController().signal).catch(
    (error: unknown) => error,
  );
  expect(isUserFacingError(failure) && failure.code).toBe("signInFailed");
  first.close();
});
