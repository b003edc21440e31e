/**
 * A JSON or XML text in which each member that can be a secret by its name is empty; any other text stays as it is. What
 * is still being typed counts, too. The cost is linear.
 */
export function withoutSecretMembers(text: string): string {
  return text.trimStart().startsWith("<") ? withoutElements(text) : withoutMembers(text);
}

/** Whether a member of this name can be a secret; a "key" is most often that of a row. */
export function isSecretMember(name: string): boolean {
  return secretName.test(name);
}

const secretName =
  /token|secret|passw|passphrase|pwd|credential|assertion|authorization|jwt|(?:api|private)[-_]?key|code_verifier|session[-_]?id/i;

/** The name of a member and the colon, and its value unless that has members or items of its own. */
const member = /"([^"\\]*)"(\s*:\s*)(?:("(?:[^"\\]|\\.)*\\?"?)|(-?\d[\w.+-]*))?/gs;

function withoutMembers(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  // A search of its own, because this moves on by itself behind what it leaves out.
  const search = new RegExp(member);
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const [whole, name = "", colon = "", string, number] = found;
    if (!isSecretMember(name)) continue;
    const value = found.index + whole.length - (string ?? number ?? "").length;
    const isNested = string === undefined && number === undefined;
    const end = isNested ? endOfNested(text, value) : search.lastIndex;
    if (end === value) continue;
    const empty = isNested ? (text.charAt(value) === "{" ? "{}" : "[]") : '""';
    parts.push(text.slice(kept, found.index), `"${name}"${colon}${empty}`);
    kept = search.lastIndex = end;
  }
  parts.push(text.slice(kept));
  return parts.join("");
}

/** Where the braces or brackets that begin here end; the same place when there are none. */
function endOfNested(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*\\?"?|[{}[\]]/gs;
  token.lastIndex = start;
  if (!/[{[]/.test(text.charAt(start))) return start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === "{" || found[0] === "[") depth += 1;
    if (found[0] === "}" || found[0] === "]") depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}

// The name may not give letters back: then a tag without an end would be read again for each of them.
const element = /<([\w:.-]+)(?![\w:.-])([^<>]*)(>?)(\s*<!\[CDATA\[[^\]]*(?:\]\]>)?|[^<]*)/g;
const attribute = /([\w:.-]+)(\s*=\s*)(?:"[^"]*"?|'[^']*'?)/g;

function withoutElements(text: string): string {
  return text.replaceAll(element, (...parts: readonly string[]) => {
    const [, name = "", attributes = "", end = "", content = ""] = parts;
    const kept = attributes.replaceAll(attribute, (whole: string, one: string, is: string) =>
      isSecretMember(one) ? `${one}${is}""` : whole,
    );
    return `<${name}${kept}${end}${isSecretMember(name) ? "" : content}`;
  });
}
