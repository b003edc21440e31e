/** What a text says as JSON; undefined when it is not JSON. Of a member it tells nothing: look before you believe. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
