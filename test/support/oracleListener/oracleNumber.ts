/**
 * Writes a number in the form of Oracle's NUMBER and gives the count of bytes, at most 21. A text has the digits of
 * numbers that JavaScript cannot hold.
 */
export function writeOracleNumber(target: Buffer, at: number, value: number | string): number {
  if (typeof value === "number" && Number.isSafeInteger(value))
    return writeInteger(target, at, value);
  const { negative, digits, point } = readDecimal(String(value));
  if (digits === "") return writeZero(target, at);
  const exponent = point / 2 - 1;
  if (exponent < -65 || exponent > 62) throw new RangeError(`${value} is no NUMBER of Oracle`);
  target[at] = negative ? (193 + exponent) ^ 0xff : 193 + exponent;
  const pairs = Math.min(20, digits.length / 2);
  for (let i = 0; i < pairs; i++) {
    const pair = Number(digits.slice(2 * i, 2 * i + 2));
    target[at + 1 + i] = negative ? 101 - pair : pair + 1;
  }
  return 1 + pairs + closeNegative(target, at + 1 + pairs, negative && pairs < 20);
}

export function readOracleNumber(bytes: Buffer): number {
  const first = bytes[0] ?? 0x80;
  // The smallest numbers, from 1e-130 on, begin with the same byte.
  if (first === 0x80 && bytes.length <= 1) return 0;
  const negative = (first & 0x80) === 0;
  const exponent = (negative ? first ^ 0xff : first) - 193;
  const end = negative && bytes.at(-1) === 102 ? bytes.length - 1 : bytes.length;
  let digits = "";
  for (const byte of bytes.subarray(1, end))
    digits += String(negative ? 101 - byte : byte - 1).padStart(2, "0");
  return Number(`${negative ? "-" : ""}${digits}e${2 * (exponent + 1) - digits.length}`);
}

/** Most numbers are small and whole, and a large result has very many of them. */
function writeInteger(target: Buffer, at: number, value: number): number {
  if (value === 0) return writeZero(target, at);
  const negative = value < 0;
  let rest = Math.abs(value);
  let exponent = -1;
  let pairs = 0;
  const reversed: number[] = [];
  while (rest > 0) {
    const pair = rest % 100;
    rest = Math.floor(rest / 100);
    exponent++;
    if (pair === 0 && pairs === 0) continue;
    reversed.push(pair);
    pairs++;
  }
  target[at] = negative ? (193 + exponent) ^ 0xff : 193 + exponent;
  for (let i = 0; i < pairs; i++) {
    const pair = reversed[pairs - 1 - i] ?? 0;
    target[at + 1 + i] = negative ? 101 - pair : pair + 1;
  }
  return 1 + pairs + closeNegative(target, at + 1 + pairs, negative);
}

function writeZero(target: Buffer, at: number): number {
  target[at] = 0x80;
  return 1;
}

/** The sign that ends short negative numbers, by which they sort as bytes. */
function closeNegative(target: Buffer, at: number, negative: boolean): number {
  if (!negative) return 0;
  target[at] = 102;
  return 1;
}

interface Decimal {
  readonly negative: boolean;
  /** Of an even count, without zeros around but for one that makes it even; empty for 0. */
  readonly digits: string;
  /** How many digits stand before the point; even, and negative for small fractions. */
  readonly point: number;
}

function readDecimal(text: string): Decimal {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is no number`);
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  let digits = all.slice(leading).replace(/0+$/, "");
  let point = whole.length + Number(power) - leading;
  if (digits === "") return { negative: false, digits, point: 0 };
  if (point % 2 !== 0) {
    digits = `0${digits}`;
    point++;
  }
  if (digits.length % 2 !== 0) digits += "0";
  return { negative: sign === "-", digits, point };
}
