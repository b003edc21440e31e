import { expect, test } from "vitest";
import { inMarkdown } from "../../../../src/features/explorer/inMarkdown.ts";

test.each([
  ["ORDS 25.4.0.r0: its list, (hr.read); it's", "ORDS 25.4.0.r0: its list, (hr.read); it's"],
  ["[x](command:y)", "\\[x\\](command:y)"],
  ["<b>a|b</b>\nc", "\\<b\\>a\\|b\\</b\\> c"],
  [
    "*a* _b_ `c` ![d] #e &amp; ~f~ $g$",
    "\\*a\\* \\_b\\_ \\`c\\` \\!\\[d\\] \\#e \\&amp; \\~f\\~ \\$g\\$",
  ],
  ["a\\b", "a\\\\b"],
])("%j stands in a document as %j", (text, written) => {
  expect(inMarkdown(text)).toBe(written);
});
