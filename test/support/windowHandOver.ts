import { onTestFinished } from "vitest";
import { createTokenHandOver } from "../../src/services/tokens/createTokenHandOver.ts";
import type { TokenHandOver } from "../../src/services/tokens/tokenHandOver.ts";

/** What a window has to share its tokens; it goes with the test, and its sockets with it. */
export async function windowHandOver(scope: string): Promise<TokenHandOver> {
  const handOver = createTokenHandOver({ scope });
  onTestFinished(() => handOver.dispose());
  return await Promise.resolve(handOver);
}
