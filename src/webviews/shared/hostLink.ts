/** The page's end of the line to the editor: messages both ways, and what the page keeps over a reload. */
export interface HostLink<Up, Down> {
  send(message: Up): void;
  /** Calls back for every message of the host; anything else that arrives is not ours. */
  onMessage(listener: (message: Down) => void): void;
  /** Kept by the editor for this page, also over a restart. Never a secret. */
  remember(state: unknown): void;
  /** What was remembered before the page was loaded again; undefined when nothing was. */
  recall(): unknown;
}

/** May be called once for a page, since the editor gives its interface away once. */
export function openHostLink<Up, Down>(): HostLink<Up, Down> {
  const host = acquireVsCodeApi();
  // The host is trusted and built with the page; strangers' messages, which browser extensions send, are dropped.
  const parse = (value: unknown): Down | undefined =>
    typeof value === "object" && value !== null && "ordsSecurity" in value
      ? (value as Down)
      : undefined;
  return {
    send: (message) => host.postMessage(message),
    onMessage: (listener) =>
      window.addEventListener("message", (event: MessageEvent<unknown>) => {
        const message = parse(event.data);
        if (message) listener(message);
      }),
    remember: (state) => host.setState(state),
    recall: () => host.getState(),
  };
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
  getState(): unknown;
};
