/** The page's end of the line to the editor: messages both ways, and what the page keeps over a reload. */
export interface HostLink<Up, Down> {
  send(message: Up): void;
  /** Calls back for every message of the host that has a `kind`; anything else is not ours. */
  onMessage(listener: (message: Down) => void): void;
  /** Kept by the editor for this page, also over a restart. Never a secret. */
  remember(state: unknown): void;
}

/** May be called once for a page, since the editor gives its interface away once. */
export function openHostLink<Up, Down extends { readonly kind: string }>(): HostLink<Up, Down> {
  const host = acquireVsCodeApi();
  return {
    send: (message) => host.postMessage(message),
    onMessage: (listener) =>
      window.addEventListener("message", (event: MessageEvent<unknown>) => {
        const message = parseMessage<Down>(event.data);
        if (message) listener(message);
      }),
    remember: (state) => host.setState(state),
  };
}

/** The host is trusted and typed with the page; only strangers' messages (browser extensions send some) are dropped. */
function parseMessage<Down>(value: unknown): Down | undefined {
  const known =
    typeof value === "object" && value !== null && "kind" in value && "ordsSecurity" in value;
  return known ? (value as Down) : undefined;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
};
