import type { Browse } from "../../src/services/tokens/tokenProvider.ts";

/** What a person does on a page: the fields that are filled in, by the form's own. */
export type FillIn = (page: string) => Readonly<Record<string, string>>;

/**
 * A browser in a few lines: follows redirects, keeps cookies, and sends the form of each page as `fillIn` says, until
 * it is sent to the redirect URI.
 */
export function browseByHand(fillIn: FillIn): Browse {
  return async ({ url, redirectUri }) => {
    const cookies = new Map<string, string>();
    let at = url;
    let form: URLSearchParams | undefined;
    for (let step = 0; step < 20; step += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(at, {
        method: form ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie, accept: "text/html" },
        ...(form ? { body: form } : {}),
      });
      for (const one of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get("location");
      if (location !== null) {
        at = new URL(location, at);
        form = undefined;
        if (at.href.startsWith(redirectUri)) return at;
        continue;
      }
      const page = await answer.text();
      if (!/<form/i.test(page)) throw new Error(`The way ends at ${answer.status}: ${page}`);
      const action = /<form[^>]*action="([^"]*)"/i.exec(page)?.[1];
      if (action !== undefined) at = new URL(action.replaceAll("&amp;", "&"), at);
      form = new URLSearchParams({ ...hiddenFields(page), ...fillIn(page) });
    }
    throw new Error("The browser was led in a circle.");
  };
}

function hiddenFields(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/gi)].map(([tag]) => tag);
  return Object.fromEntries(
    inputs.map((tag) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? "",
      /value="([^"]*)"/.exec(tag)?.[1] ?? "",
    ]),
  );
}
