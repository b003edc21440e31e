import { lstat, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Disposable } from "../../base/disposable.ts";
import type { Secret } from "../../base/secret.ts";
import { handOverPath } from "./handOverPath.ts";
import { sealText, unsealText } from "./sealText.ts";
import type { TokenHandOver } from "./tokenHandOver.ts";

/**
 * A `TokenHandOver` over local sockets. The window that listens at the place of a token is the one that fetches it; the
 * others connect and are sent the token, sealed. The operating system tells at once when that window has died. The secret
 * store cannot do this: it knows no locks, shows late what another window has written, and in VS Code for the web not at
 * all to a window that is open already.
 */
export function createTokenHandOver(parts: TokenHandOverParts): TokenHandOver & Disposable {
  const { scope, patienceMs = 30_000, keptMs = 3000, userId = process.getuid?.() } = parts;
  const turns = new Map<string, Turn>();

  const close = (path: string): void => {
    turns.get(path)?.close();
    turns.delete(path);
  };

  return {
    share: async ({ place, key, signal }, fetch) => {
      const path = handOverPath(scope, place);
      if (path === undefined) return await fetch();
      // What this window had before is no good any more, or it would not ask.
      close(path);
      const patience = AbortSignal.timeout(patienceMs);
      const ends = AbortSignal.any([signal, patience]);
      while (!patience.aborted) {
        signal.throwIfAborted();
        const turn = await takeTurn(path);
        if (turn === "impossible") break;
        if (turn !== "taken") {
          turns.set(path, turn);
          return await turn.serve(fetch, { key, keptMs });
        }
        if (await isOfOther(path, userId)) break;
        const answer = await askOther(path, ends);
        signal.throwIfAborted();
        if (answer === "impossible") break;
        if (answer.length === 0) {
          await wait(againMs);
          continue;
        }
        const text = unsealText(answer, key);
        if (text) return text;
        // Whoever is there does not know our secret: a window with an older one, or no window at all.
        break;
      }
      return await fetch();
    },

    end: (place) => {
      const path = handOverPath(scope, place);
      if (path !== undefined && turns.get(path)?.isOver()) close(path);
    },

    dispose: () => {
      for (const path of turns.keys()) close(path);
    },
  };
}

export interface TokenHandOverParts {
  /** The same for all windows that share their secrets. */
  readonly scope: string;
  /** How long another window is waited for. */
  readonly patienceMs?: number;
  /** How long a token is handed over after it came: longer than a secret store takes to show it to other windows. */
  readonly keptMs?: number;
  /** Whose windows meet; undefined where the system has no such numbers. */
  readonly userId?: number | undefined;
}

interface Turn {
  serve(
    fetch: () => Promise<Secret>,
    how: { readonly key: Secret; readonly keptMs: number },
  ): Promise<Secret>;
  /** Whether the token is there. */
  isOver(): boolean;
  close(): void;
}

/** Far more than a token has. */
const longestAnswer = 256 * 1024;
const againMs = 20;

async function takeTurn(path: string): Promise<Turn | "taken" | "impossible"> {
  const waiting = new Set<Socket>();
  let sealed: Buffer | undefined;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
    if (sealed) socket.end(sealed);
  });
  const failure = await listen(server, path);
  if (failure !== undefined) return failure === "EADDRINUSE" ? "taken" : "impossible";
  // A token that is kept for others is no reason to go on living.
  server.unref();
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => {
    clearTimeout(timer);
    server.close();
    for (const socket of waiting) socket.destroy();
  };
  return {
    serve: async (fetch, { key, keptMs }) => {
      try {
        const text = await fetch();
        sealed = sealText(text, key);
        for (const socket of waiting) socket.end(sealed);
        timer = setTimeout(close, keptMs).unref();
        return text;
      } catch (error) {
        close();
        throw error;
      }
    },
    isOver: () => sealed !== undefined,
    close,
  };
}

/** The code of what went wrong; undefined when it listens. */
async function listen(server: Server, path: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    server.once("error", (error) => resolve("code" in error ? String(error.code) : "unknown"));
    server.listen(path, () => resolve(undefined));
  });
}

/** Another user of this machine, who says nothing at our place, would have us wait in vain each time. */
async function isOfOther(path: string, userId: number | undefined): Promise<boolean> {
  if (userId === undefined) return false;
  try {
    return (await lstat(path)).uid !== userId;
  } catch {
    // It has just been cleared away.
    return false;
  }
}

/** What the window sends that has the turn; empty when it ended without a token, or is dead, or time is up. */
async function askOther(path: string, ends: AbortSignal): Promise<Buffer | "impossible"> {
  const first = await receive(path, ends);
  if (first !== "nobody") return first;
  // Between taking a place and listening there is a moment.
  await wait(againMs);
  const second = await receive(path, ends);
  if (second !== "nobody") return second;
  // A window that died has left its socket behind. What cannot be cleared away is nobody's of ours.
  return await rm(path, { force: true }).then(
    () => Buffer.alloc(0),
    () => "impossible" as const,
  );
}

async function receive(path: string, ends: AbortSignal): Promise<Buffer | "nobody" | "impossible"> {
  return await new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let failure: string | undefined;
    const socket = connect(path);
    const onEnds = (): void => void socket.destroy();
    ends.addEventListener("abort", onEnds, { once: true });
    if (ends.aborted) onEnds();
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > longestAnswer) socket.destroy();
    });
    socket.on("error", (error) => {
      failure = "code" in error ? String(error.code) : "unknown";
      chunks.length = 0;
    });
    socket.on("close", () => {
      ends.removeEventListener("abort", onEnds);
      if (failure === "ECONNREFUSED") resolve("nobody");
      // It belongs to another user.
      else if (failure === "EACCES" || failure === "EPERM") resolve("impossible");
      else resolve(Buffer.concat(chunks));
    });
  });
}
