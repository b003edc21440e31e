/** How a listener misbehaves, and when. */
export interface Fault {
  /**
   * `cut`: the socket is destroyed. `silent`: nothing is answered on that connection any more, not even a break, and
   * the socket stays open. `slow`: this call is not answered, but a break of it is.
   */
  readonly kind: "cut" | "silent" | "slow";
  readonly at: Phase;
  /** So many pass first. */
  readonly after?: number;
  /** Then it behaves again, with other connections. */
  readonly once?: boolean;
}

export type Phase =
  /** The network accepts the connection, and nothing is ever said, TLS included. */
  | "accept"
  /** The service was named; no answer. */
  | "connect"
  | "protocol"
  | "dataTypes"
  | "authOne"
  | "authTwo"
  /** Before the statement runs. */
  | "execute"
  /** The statement has run, but its answer is not sent. */
  | "executed"
  | "fetch"
  | "lob"
  | "commit"
  | "rollback"
  | "ping"
  /** `slow` overhears this one break. */
  | "break"
  | "logoff";

export interface FaultGate {
  set(faults: readonly Fault[]): void;
  /** How to misbehave now that this phase is reached. */
  meet(phase: Phase): Fault["kind"] | undefined;
}

export function createFaultGate(): FaultGate {
  let waiting: { readonly fault: Fault; passed: number }[] = [];
  return {
    set(faults) {
      waiting = faults.map((fault) => ({ fault, passed: 0 }));
    },
    meet(phase) {
      const met = waiting.filter(({ fault }) => fault.at === phase);
      const striking = met.find(({ fault, passed }) => passed >= (fault.after ?? 0));
      for (const one of met) one.passed++;
      if (striking?.fault.once) waiting = waiting.filter((one) => one !== striking);
      return striking?.fault.kind;
    },
  };
}
