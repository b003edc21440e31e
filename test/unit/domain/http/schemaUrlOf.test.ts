import { expect, test } from "vitest";
import {
  type PublishedAt,
  schemaUrlOf,
  tokenUrlOf,
} from "../../../../src/domain/http/schemaUrlOf.ts";

const baseUrl = "https://h/ords";
const pay = { alias: "pay" };

test.each<[PublishedAt, string | undefined]>([
  [{ baseUrl, alias: "hr", otherSchema: undefined }, "https://h/ords/hr"],
  [{ baseUrl, alias: "a b/ü", otherSchema: undefined }, "https://h/ords/a%20b%2F%C3%BC"],
  [{ baseUrl, alias: "hr", otherSchema: pay }, "https://h/ords/pay"],
  [{ baseUrl, alias: undefined, otherSchema: pay }, "https://h/ords/pay"],
  // Never one's own in place of the other one, which is not known yet.
  [{ baseUrl, alias: "hr", otherSchema: { alias: undefined } }, undefined],
  [{ baseUrl, alias: undefined, otherSchema: undefined }, undefined],
  [{ baseUrl: undefined, alias: "hr", otherSchema: pay }, undefined],
])("%j is published at %s, and its tokens below", (place, url) => {
  expect(schemaUrlOf(place)).toBe(url);
  expect(tokenUrlOf(place)).toBe(url && `${url}/oauth/token`);
});
