import { expect, test } from "vitest";
import { signaturesAt } from "../../../../src/features/language/signatureHelp.ts";
import { atCursor } from "./cursor.ts";

/** The active form and its active parameter, such as `2 of 3: p_roles OWA.VC_ARR`. */
function active(marked: string): string | undefined {
  const { analysis, offset } = atCursor(marked);
  const found = signaturesAt(analysis, offset);
  const signature = found?.all[found.active];
  if (!found || !signature) return undefined;
  const place = signature.active === undefined ? undefined : signature.parameters[signature.active];
  const parameter = place ? signature.label.slice(place.start, place.end) : "none";
  return `${found.active + 1} of ${found.all.length}: ${parameter}`;
}

test.each([
  ["BEGIN ORDS.CREATE_ROLE(|", "1 of 1: p_role_name VARCHAR2"],
  ["BEGIN ORDS.CREATE_ROLE('x|');", "1 of 1: p_role_name VARCHAR2"],
  ["BEGIN ORDS.CREATE_ROLE('x', |", "1 of 1: none"],
  ["BEGIN ORDS.CREATE_PRIVILEGE_MAPPING('a', |);", "1 of 2: p_pattern VARCHAR2"],
  ["BEGIN ORDS.CREATE_PRIVILEGE_MAPPING(p_patterns => |", "2 of 2: p_patterns OWA.VC_ARR"],
  ["BEGIN ORDS.CREATE_PRIVILEGE_MAPPING(|, p_patterns => l);", "2 of 2: p_privilege_name VARCHAR2"],
  [
    "BEGIN ORDS.DEFINE_MODULE(p_status => 'X', p_comments => |",
    "1 of 1: p_comments VARCHAR2 DEFAULT NULL",
  ],
  ["BEGIN ORDS.DEFINE_PRIVILEGE('a', l, p_label => |", "1 of 3: p_label VARCHAR2 DEFAULT NULL"],
  ["BEGIN ORDS.DEFINE_MODULE(p_nonsense => |", "1 of 1: none"],
  ["BEGIN ORDS.CREATE_ROLE(UPPER(|", "1 of 1: p_role_name VARCHAR2"],
  [
    "BEGIN ORDS.DEFINE_HANDLER('a', 'b', 'GET', ORDS.source_type_plsql, q'[BEGIN |",
    "1 of 1: p_source CLOB",
  ],
  ["EXEC ORDS_ADMIN.CREATE_ROLE('HR', |", "1 of 1: p_role_name VARCHAR2"],
])("%s", (marked, expected) => {
  expect(active(marked)).toBe(expected);
});

test.each([
  ["BEGIN ORDS.CREATE_ROLE('x'); |"],
  ["BEGIN ORDS.CREATE_ROLE|("],
  ["BEGIN other.thing(|"],
  ["BEGIN ORDS.NO_SUCH(|"],
  ["BEGIN ORDS.CREATE_ROLE( /* | */"],
  ["BEGIN ORDS.CREATE_ROLE('x' -- |"],
])("no signature: %s", (marked) => {
  expect(active(marked)).toBeUndefined();
});

test("each form is told whole, with what it does", () => {
  const { analysis, offset } = atCursor("BEGIN x := ORDS_SECURITY.ROTATE_CLIENT_SECRET(|");
  expect(signaturesAt(analysis, offset)?.all.map(({ label }) => label)).toEqual([
    "ORDS_SECURITY.ROTATE_CLIENT_SECRET(p_client_key ORDS_TYPES.T_CLIENT_KEY, p_revoke_existing BOOLEAN DEFAULT FALSE, p_revoke_sessions BOOLEAN DEFAULT FALSE) RETURN ORDS_TYPES.T_CLIENT_CREDENTIALS",
    "ORDS_SECURITY.ROTATE_CLIENT_SECRET(p_name VARCHAR2, p_revoke_existing BOOLEAN DEFAULT FALSE, p_revoke_sessions BOOLEAN DEFAULT FALSE) RETURN VARCHAR2",
  ]);
});
