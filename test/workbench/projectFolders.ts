import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone. Found by walking up, so it is the same from a source file and from a bundle. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

/** What is downloaded or kept between runs; ignored by git and safe to delete. */
export const cacheFolder = join(projectRoot, ".vscode-test");

/** Bundles of everything that is not the product. */
export const testBundles = join(projectRoot, "dist-test");

/** The folder that people and tests open; always as a copy. */
export const sampleWorkspace = join(projectRoot, "test", "workbench", "workspace");

function findProjectRoot(from: string): string {
  if (existsSync(join(from, "package-lock.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("This file lies outside a clone of the project.");
  return findProjectRoot(parent);
}
