import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { withoutLinks } from "../../../src/vscode/withoutLinks.ts";

/** As VS Code finds links in notifications (`parseLinkedText` in its sources). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test.each([
  "[Sign in](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22x%22%7D)",
  "[a](https://evil.example)",
  '[a](file:///etc/passwd "b")',
  "[[a](command:b)](command:c)",
])("%s is no link any more", (text) => {
  expect(text).toMatch(link);
  expect(withoutLinks(text)).not.toMatch(link);
});

test("other texts stay as they are", () => {
  const text = "ORA-00942: [1] f(x) [] (y)";
  expect(withoutLinks(text)).toBe(text);
});

test("every notification that says more than fixed words is told without links", () => {
  const folder = resolve("src/vscode");
  const calls = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      callsIn(readFileSync(join(folder, file), "utf8")).map((call) => [file, call]),
    );
  expect(calls.length).toBeGreaterThan(20);
  // A dialog makes no links.
  const isFixed = /^\s*l10n\.t\(\s*"[^"{]*"\s*[,)]/;
  const others = calls.filter(
    ([, call = ""]) =>
      !/^\s*withoutLinks\(/.test(call) && !call.includes("modal: true") && !isFixed.test(call),
  );
  expect(others).toEqual([]);
});

/** The arguments of each message that is shown. */
function callsIn(source: string): readonly string[] {
  return [...source.matchAll(/\.show(?:Error|Warning|Information)Message\(/g)].map((found) => {
    const start = found.index + found[0].length;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < source.length; end += 1) {
      if (source[end] === "(") depth += 1;
      if (source[end] === ")") depth -= 1;
    }
    return source.slice(start, end - 1);
  });
}
