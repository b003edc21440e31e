import type { Logger } from "../base/logger.ts";

export interface WorldKeeper {
  /** Something was committed: what there is then is kept soon, several commits together. */
  changed(): void;
  /** Keeps what is not kept yet. */
  flush(): Promise<void>;
}

export interface WorldKeeperOptions {
  readonly take: () => Uint8Array;
  readonly save: ((bytes: Uint8Array) => Promise<void>) | undefined;
  readonly log: Logger;
}

/** Keeps the world after commits, one writing at a time. A failure is logged: practicing goes on without. */
export function createWorldKeeper({ take, save, log }: WorldKeeperOptions): WorldKeeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    try {
      await save?.(take());
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
    }
  }

  function begin(): void {
    timer = undefined;
    writing = writing.then(write);
  }

  return {
    changed() {
      if (save) timer ??= setTimeout(begin, delayMs);
    },
    async flush() {
      if (timer !== undefined) {
        clearTimeout(timer);
        begin();
      }
      await writing;
    },
  };
}

const delayMs = 200;
