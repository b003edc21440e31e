/** Whether an address sends in the clear to another machine: plain http, loopback excepted. */
export function isPlainAddress(text: string): boolean {
  return (
    /^http:\/\//i.test(text) &&
    !/^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/]|$)/i.test(text)
  );
}
