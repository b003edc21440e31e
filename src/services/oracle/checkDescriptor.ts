/**
 * What is wrong with a `(DESCRIPTION=…)`, in plain words; undefined when nothing is that one can see. Knows what Oracle's
 * driver refuses in thin mode: other protocols than TCP and TCPS, and the sign # anywhere.
 */
export function checkDescriptor(text: string): string | undefined {
  if (!/^\(\s*(?:DESCRIPTION(?:_LIST)?|ADDRESS(?:_LIST)?)\s*=/i.test(text)) {
    return "This is no address. A descriptor begins with (DESCRIPTION=.";
  }
  const depth = depthAtEnd(text);
  if (depth > 0) return "A closing parenthesis is missing in this descriptor.";
  if (depth < 0)
    return "Something stands behind a closing parenthesis of this descriptor that does not belong there.";
  if (text.includes("#")) {
    return 'Oracle\'s driver cannot read the sign "#" in a descriptor, not even as a comment.';
  }
  const protocol = /\(\s*PROTOCOL\s*=\s*"?([^()"\s]+)/gi;
  for (const [, name = ""] of text.matchAll(protocol)) {
    if (!/^tcps?$/i.test(name)) {
      return `This descriptor wants the protocol ${name.toUpperCase()}. Without an Oracle client, only TCP and TCPS (TLS) lead to a database.`;
    }
  }
  if (!/\(\s*PROTOCOL\s*=/i.test(text)) {
    return "A (PROTOCOL=TCP) is missing in the address of this descriptor.";
  }
  return undefined;
}

/** How many parentheses are open at the end; negative when something else than one follows a closing one. */
function depthAtEnd(text: string): number {
  let depth = 0;
  let quote: string | undefined;
  let before = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if ((sign === '"' || sign === "'") && before === "=") quote = sign;
    else if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (before === ")" && !/\s/.test(sign)) return -1;
    if (!/\s/.test(sign)) before = sign;
    if (depth === 0 && at > 0 && text.slice(at + 1).trim() !== "") return -1;
  }
  return depth;
}
