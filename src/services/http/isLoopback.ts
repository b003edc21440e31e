/** Whether a URL's host is this machine itself, so that what is sent to it never crosses a network. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  // The URL parser has already written every spelling of an IPv4 address as four numbers.
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
