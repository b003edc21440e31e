const openSchemaFlags = ["", "hasJwtProfile", "notEnabled", "hasJwtProfile.notEnabled"];

/**
 * Every `viewItem` a line can have: its kind, then flags, joined by dots. Menus match them by regular expressions such
 * as `/^client\b.*\.hasToken\b/`; a test compares both lists.
 */
export const contextValues = [
  ...combine("connection", [
    ["closed", "opening", "open", "failed"],
    // `noOrds`: it is not known where ORDS is.
    ["", "practice", "oracle", "oracle.noOrds", "sqlDeveloper", "sqlDeveloper.noOrds"],
  ]),
  // Only a session of our own can wait for a COMMIT.
  ...combine("connection.open.oracle", [["", "noOrds"], ["uncommitted"], openSchemaFlags]),
  ...combine("connection.open", [
    ["", "practice", "oracle", "oracle.noOrds", "sqlDeveloper", "sqlDeveloper.noOrds"],
    openSchemaFlags.slice(1),
  ]),
  ...["privileges", "mappings", "roles", "clients", "modules", "objects"].map((n) => `group.${n}`),
  ...combine("privilege", [["", "builtIn"]]),
  "mapping",
  /** `ofClient`: the line stands below a client that has the role. */
  ...combine("role", [
    ["", "builtIn"],
    ["", "ofClient"],
  ]),
  /** `canFetch`: gets its tokens by the client credentials grant; `canSignIn`: by people who sign in. */
  ...combine("client", [
    ["", "canFetch", "canSignIn"],
    ["", "hasSecret"],
    ["", "hasToken"],
  ]),
  ...combine("module", [["published", "notPublished"]]),
  "template",
  ...combine("handler", [["public", "protected", "partly", "unknown"]]),
  ...combine("object", [["public", "protected", "partly", "unknown", "disabled"]]),
  "jwtProfile",
  ...combine("message", [["loading", "empty", "problem", "error"]]),
] as const;

/** Joins a kind and its flags; flags that are not set are "". */
export function contextValue(kind: string, ...flags: readonly string[]): string {
  return [kind, ...flags.filter((flag) => flag !== "")].join(".");
}

function combine(kind: string, choices: readonly (readonly string[])[]): readonly string[] {
  return choices.reduce<readonly string[]>(
    (values, flags) => values.flatMap((value) => flags.map((flag) => contextValue(value, flag))),
    [kind],
  );
}
