/**
 * A value that was read from JSON as JSON again, for people. What is nested deeper than the stack reaches is only hinted at:
 * `JSON.parse` reads it, `JSON.stringify` throws.
 */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return Array.isArray(value) ? "[…]" : "{…}";
    throw error;
  }
}
