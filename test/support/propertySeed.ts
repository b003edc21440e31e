import fc from "fast-check";

/**
 * Properties are held against the same examples in every run, so that a change is judged by what it changes.
 * `PROPERTY_SEED=random` looks at others, `PROPERTY_SEED=<number>` at those of a run that failed.
 */
const wanted = process.env["PROPERTY_SEED"] ?? "20251";

if (wanted !== "random") {
  const seed = Number(wanted);
  if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is "${wanted}", not a whole number`);
  fc.configureGlobal({ seed });
}
