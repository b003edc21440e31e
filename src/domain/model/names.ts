/**
 * Names that must not be mixed up. At run time they are strings; only the functions below make
 * them. All of them are case-sensitive, byte for byte: `HR Reader` and `hr reader` are two roles
 * (assumption `rolesAreExactText`).
 */
export type Name<Kind extends string> = string & { readonly [kindOfName]: Kind };
declare const kindOfName: unique symbol;

export type RoleName = Name<"role">;
export type PrivilegeName = Name<"privilege">;
export type ModuleName = Name<"module">;
export type ClientName = Name<"client">;
/** The public identifier that a calling system sends; not the client's name, not its row number. */
export type ClientId = Name<"clientId">;
/** A privilege mapping's pattern, relative to the schema's root: `/hr/*`. */
export type UriPattern = Name<"uriPattern">;

export const roleName = (text: string): RoleName => text as RoleName;
export const privilegeName = (text: string): PrivilegeName => text as PrivilegeName;
export const moduleName = (text: string): ModuleName => text as ModuleName;
export const clientName = (text: string): ClientName => text as ClientName;
export const clientId = (text: string): ClientId => text as ClientId;
export const uriPattern = (text: string): UriPattern => text as UriPattern;
