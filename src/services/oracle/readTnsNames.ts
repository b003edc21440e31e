import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parseTnsNames, type TnsAlias, type TnsProblem } from "./parseTnsNames.ts";

export interface TnsFileProblem extends TnsProblem {
  readonly file: string;
}

export interface TnsNamesOfFolder {
  readonly aliases: readonly TnsAlias[];
  readonly problems: readonly TnsFileProblem[];
}

/**
 * The names in tnsnames.ora of a folder and in the files it includes (IFILE). Never rejects: what cannot be read is a
 * problem. As in the driver, four files deep, and the last of two entries with one name counts.
 *
 * The driver takes the path of an included file from the folder that the editor was started in, not from the including
 * file, and gives up over one that is missing; both are told as problems here.
 */
export async function readTnsNames(folder: string): Promise<TnsNamesOfFolder> {
  const aliases = new Map<string, TnsAlias>();
  const problems: TnsFileProblem[] = [];
  await readInto(
    { aliases, problems, budget: { bytes: maxBytes } },
    join(folder, "tnsnames.ora"),
    [],
  );
  return { aliases: [...aliases.values()], problems };
}

/** The entry of a name, whatever its case. */
export function findTnsAlias(aliases: readonly TnsAlias[], name: string): TnsAlias | undefined {
  const wanted = name.trim().toUpperCase();
  return aliases.find((alias) => alias.name.toUpperCase() === wanted);
}

interface Reading {
  readonly aliases: Map<string, TnsAlias>;
  readonly problems: TnsFileProblem[];
  readonly budget: { bytes: number };
}

const maxBytes = 5 * 1024 * 1024;
const maxDepth = 4;

async function readInto(reading: Reading, file: string, within: readonly string[]): Promise<void> {
  const { aliases, problems, budget } = reading;
  const add = (message: string, line = 1) => void problems.push({ file, line, message });
  if (within.length > maxDepth) {
    return add("This file is included over too many others; Oracle's driver leaves it out.");
  }
  const text = await readText(file, budget);
  if (text.kind === "problem") return add(text.message);
  if (within.includes(text.path)) return add("This file includes itself.");
  const found = parseTnsNames(text.text);
  for (const { line, message } of found.problems) add(message, line);
  for (const include of found.includes) {
    if (!isAbsolute(include)) {
      add(`IFILE ${include} needs its whole path, or Oracle's driver does not find it.`);
    }
    await readInto(reading, resolve(dirname(file), include), [...within, text.path]);
  }
  for (const alias of found.aliases) aliases.set(alias.name.toUpperCase(), alias);
}

type ReadText =
  | { readonly kind: "text"; readonly text: string; readonly path: string }
  | { readonly kind: "problem"; readonly message: string };

async function readText(file: string, budget: { bytes: number }): Promise<ReadText> {
  try {
    const { size } = await stat(file);
    if (size > budget.bytes)
      return { kind: "problem", message: "This file is too large to be read." };
    budget.bytes -= size;
    return { kind: "text", text: await readFile(file, "utf8"), path: await realpath(file) };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return {
      kind: "problem",
      message: missing ? "There is no such file." : "This file cannot be read.",
    };
  }
}
