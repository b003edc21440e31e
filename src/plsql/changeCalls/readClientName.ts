import type { Arguments } from "./readArguments.ts";

/** The name of the client, given as such or inside of a key record. */
export function readClientName(args: Arguments, parameter: string): string {
  const key = args.raw("p_client_key");
  if (key === undefined) {
    return args.text(parameter);
  }
  const name = key.kind === "clientKey" ? key.name : undefined;
  if (name === undefined) {
    args.fail(
      "The client is named by a key whose name is only known when the script runs.",
      "notKnownStatically",
    );
  }
  return name ?? "";
}
