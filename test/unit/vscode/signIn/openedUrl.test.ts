import { expect, test } from "vitest";
import { openedUrl } from "../../../../src/vscode/signIn/openedUrl.ts";

test.each(["plain-_.~", "a+b/c==", "100%", "a%41", "Ä b"])(
  "a code %s comes as it was sent, although VS Code decodes addresses",
  (code) => {
    const sent = `vscode://pub.name/back?code=${encodeURIComponent(code)}&state=s`;
    const url = openedUrl({ toString: () => decodeURIComponent(sent) });
    expect(url.searchParams.get("code")).toBe(code);
    expect(url.searchParams.get("state")).toBe("s");
  },
);
