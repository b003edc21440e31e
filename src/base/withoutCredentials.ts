/** The texts of a request as a person types them. */
export interface TypedRequest {
  readonly address: string;
  readonly parameters: readonly TypedRow[];
  readonly query: readonly TypedRow[];
  readonly headers: readonly TypedRow[];
  readonly body: string;
}

export interface TypedRow {
  readonly name: string;
  readonly value: string;
}

/**
 * A request without what can be a credential by its name: what is kept or shared has none. Here because the page
 * remembers a form too, and pages share nothing else with the host. The cost is linear.
 */
export function withoutCredentials<Request extends TypedRequest>(request: Request): Request {
  const [path, query] = splitOnce(request.address);
  return {
    ...request,
    address: query === undefined ? path : `${path}?${withoutValues(query)}`,
    query: request.query.map(emptied),
    headers: request.headers.map(emptied),
    parameters: request.parameters.map(emptied),
    body: isForm(request.body) ? withoutValues(request.body) : withoutSecrets(request.body),
  };
}

/** Whether a header or parameter of this name can hold a credential. */
export function isCredentialName(name: string): boolean {
  return credential.test(name.trim());
}

const credential = /^(?:proxy-)?authorization$|^cookie$|token|secret|password|passphrase|key/i;

/** Of a body: there a "key" is most often that of a row. */
const secretName = /token|secret|password|passphrase/i;

/** A member of a JSON text; one that is still being typed has no end yet. */
const member = /"([^"\\]*)"(\s*:\s*)(?:"(?:[^"\\]|\\.)*\\?"?|-?\d[\w.+-]*)/gs;

function withoutSecrets(body: string): string {
  return body.replaceAll(member, (whole: string, name: string, colon: string) =>
    secretName.test(name) ? `"${name}"${colon}""` : whole,
  );
}

function withoutValues(text: string): string {
  return text.replaceAll(/([^&=]+)=([^&]*)/g, (whole: string, name: string) =>
    isCredentialName(name) ? `${name}=` : whole,
  );
}

function isForm(body: string): boolean {
  return /^[^\s=&{}[\]<>"]+=/.test(body);
}

function emptied<Row extends TypedRow>(row: Row): Row {
  return isCredentialName(row.name) ? { ...row, value: "" } : row;
}

function splitOnce(address: string): readonly [string, string | undefined] {
  const mark = address.indexOf("?");
  return mark < 0 ? [address, undefined] : [address.slice(0, mark), address.slice(mark + 1)];
}
