import type { Draft, Row } from "./draft.ts";

/** A form without what can be a credential by its name: what is kept or shared has none. */
export function withoutCredentials(draft: Draft): Draft {
  const [path, query] = splitOnce(draft.address);
  return {
    ...draft,
    address: query === "" ? draft.address : `${path}?${query.replaceAll(parameter, withoutValue)}`,
    query: draft.query.map(emptied),
    headers: draft.headers.map(emptied),
    parameters: draft.parameters.map(emptied),
    body: draft.body.replaceAll(secretMember, '$1""'),
  };
}

const credential = /^(?:proxy-)?authorization$|^cookie$|token|secret|password|passphrase|key/i;

const parameter = /([^&=]+)=([^&]*)/g;

/** A member of a JSON body whose name says that it holds a secret. */
const secretMember =
  /("[^"\\]*(?:token|secret|password|passphrase)[^"\\]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

function withoutValue(whole: string, name: string): string {
  return credential.test(name) ? `${name}=` : whole;
}

function emptied(row: Row): Row {
  return credential.test(row.name.trim()) ? { name: row.name, value: "" } : row;
}

function splitOnce(address: string): readonly [string, string] {
  const mark = address.lastIndexOf("?");
  return mark < 0 ? [address, ""] : [address.slice(0, mark), address.slice(mark + 1)];
}
