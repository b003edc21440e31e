import { isSecretMember, withoutSecretMembers } from "./withoutSecretMembers.ts";

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
 * A request without what can be a credential by its name or its form: what is kept or shared has none. Here because the
 * page remembers a form too, and pages share nothing else with the host. The cost is linear.
 */
export function withoutCredentials<Request extends TypedRequest>(request: Request): Request {
  const [path, query] = splitOnce(request.address);
  const kept = withoutTokens(path);
  return {
    ...request,
    address: query === undefined ? kept : `${kept}${withoutTokens(withoutValues(query))}`,
    query: request.query.map(emptied),
    headers: request.headers.map(emptied).map(withoutScheme),
    parameters: request.parameters.map(emptied),
    body: withoutTokens(
      isForm(request.body) ? withoutValues(request.body) : withoutSecretMembers(request.body),
    ),
  };
}

/** Whether a header, or a parameter of a query or a form, of this name can hold a credential. */
function isCredentialName(name: string): boolean {
  return isSecretMember(name) || besidesMembers.test(name.trim());
}

const besidesMembers = /^cookie$|^set-cookie$|key|signature|^sig$|^x-auth/i;

/** Whether the value of a header, or of a parameter, is a credential by its form, whatever it is called. */
export function holdsToken(value: string): boolean {
  return hasScheme(value) || withoutTokens(value) !== value;
}

/** What is a token by its form, a JWT, and the user and password of an address. */
function withoutTokens(text: string): string {
  return text
    .replaceAll(/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, "")
    .replaceAll(/(?<=:\/\/)[^\s/?#@":]*:[^\s/?#@"]*@/g, "");
}

function withoutValues(text: string): string {
  const pair = /(?<=^|[?#&])([^?#&=]+)=([^?#&]*)/g;
  return text.replaceAll(pair, (_, name: string, value: string) =>
    isCredentialName(name) ? `${name}=` : `${name}=${withoutSecretMembers(value)}`,
  );
}

function isForm(body: string): boolean {
  return /^\s*[^\s=&{}[\]<>"]+=/.test(body);
}

function emptied<Row extends TypedRow>(row: Row): Row {
  const value = isCredentialName(row.name) ? "" : withoutTokens(withoutSecretMembers(row.value));
  return value === row.value ? row : { ...row, value };
}

/** Headers of any name can be of the form of `Authorization`. */
function withoutScheme<Row extends TypedRow>(row: Row): Row {
  return hasScheme(row.value) ? { ...row, value: "" } : row;
}

function hasScheme(value: string): boolean {
  return /^\s*(?:Basic|Bearer|Digest|DPoP|Negotiate)\s+\S/i.test(value);
}

/** Before the query, or before a fragment, which the answer of a sign-in can have. */
function splitOnce(address: string): readonly [string, string | undefined] {
  const mark = address.search(/[?#]/);
  return mark < 0 ? [address, undefined] : [address.slice(0, mark), address.slice(mark)];
}
