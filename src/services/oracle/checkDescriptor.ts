/**
 * What is wrong with a `(DESCRIPTION=…)`, in plain words; undefined when nothing is that one can see. Knows what Oracle's
 * driver refuses in thin mode: other protocols than TCP and TCPS, and the sign # anywhere.
 */
export function checkDescriptor(text: string): string | undefined {
  if (!/^\(\s*(?:DESCRIPTION(?:_LIST)?|ADDRESS(?:_LIST)?)\s*=/i.test(text)) {
    return "This is no address. A descriptor begins with (DESCRIPTION=.";
  }
  const fault = faultIn(text);
  if (fault !== undefined) return faults[fault];
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

type Fault = "open" | "stray" | "nameless";

const faults: Readonly<Record<Fault, string>> = {
  open: "A closing parenthesis is missing in this descriptor.",
  stray:
    "Something stands behind a closing parenthesis of this descriptor that does not belong there.",
  nameless:
    "Each part of a descriptor is written (NAME=value), which one of this descriptor is not.",
};

/** What a place between the parentheses may hold next. */
type Place = "name" | "start" | "value" | "list";

/** Whether the text is one `(NAME=value)`, where the value may be a list of the same. Linear, and never throws. */
function faultIn(text: string): Fault | undefined {
  const places: Place[] = [];
  let quote: string | undefined;
  let name = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    const place = places.at(-1);
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if (sign === "(") {
      if (place === "name" || place === "value") return "nameless";
      if (place !== undefined) places[places.length - 1] = "list";
      places.push("name");
      name = "";
    } else if (sign === ")") {
      if (place !== "value" && place !== "list") return "nameless";
      places.pop();
      if (places.length === 0) return text.slice(at + 1).trim() === "" ? undefined : "stray";
    } else if (place === "name") {
      if (sign === "=" && /^\s*[\w.]+\s*$/.test(name)) places[places.length - 1] = "start";
      else if (!/[\w.\s]/.test(sign)) return "nameless";
      name += sign;
    } else if (/\s/.test(sign)) {
      continue;
    } else if (place === "list") {
      return "stray";
    } else if (place === "start") {
      if (sign === '"' || sign === "'") quote = sign;
      places[places.length - 1] = "value";
    }
  }
  return "open";
}
