import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const pages = readdirSync("src/webviews", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);

/** What the policy of the pages would block, or what would let a hostile answer in. */
const forbidden =
  /unsafeHTML|unsafeSVG|unsafeCSS|innerHTML|outerHTML|insertAdjacentHTML|styleMap|\sstyle=|document\.write|\beval\(|\bfetch\(|XMLHttpRequest/;

test("pages keep to their policy: text is never markup, no inline style, no network", () => {
  expect(pages.length).toBeGreaterThan(8);
  const offenders = pages.filter((file) =>
    forbidden.test(readFileSync(join("src/webviews", file), "utf8")),
  );
  expect(offenders).toEqual([]);
});

test("style sheets name no colour of their own", () => {
  for (const file of readdirSync("media").filter((one) => one.endsWith(".css"))) {
    const css = readFileSync(join("media", file), "utf8").replaceAll(/\/\*.*?\*\//gs, "");
    expect(css.match(/#[0-9a-f]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsla?\(/gi)).toBeNull();
    expect(css).not.toContain("url(");
  }
});
