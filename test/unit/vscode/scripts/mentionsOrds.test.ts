import { expect, test } from "vitest";
import { mentionsOrds } from "../../../../src/vscode/scripts/mentionsOrds.ts";

test.each([
  ["ORDS.CREATE_ROLE('x');", true],
  ["begin oauth.create_client(p_name => 'x'); end;", true],
  ["Ords_Security_Admin . register_client(", true],
  ["ORDS_METADATA.ORDS.DEFINE_MODULE(", true],
  ["select * from user_ords_clients", false],
  ["-- about ORDS and OAUTH.", false],
  ["my_ords.call", false],
  ["", false],
])("%s: %s", (text, expected) => {
  expect(mentionsOrds(text)).toBe(expected);
});
