import { expect, test } from "vitest";
import {
  isCancelled,
  isUserFacingError,
  messageOf,
  UserFacingError,
} from "../../../src/base/errors.ts";

test("a user-facing error is recognised by its brand, so also from another bundle", () => {
  const error = new UserFacingError({ code: "timedOut", message: "ORDS did not answer." });
  const fromElsewhere = Object.assign(new Error("x"), {
    [Symbol.for("ordsSecurity.userFacingError")]: true,
  });
  expect(isUserFacingError(error)).toBe(true);
  expect(isUserFacingError(fromElsewhere)).toBe(true);
  expect(isUserFacingError(new Error("x"))).toBe(false);
  expect(isUserFacingError(undefined)).toBe(false);
});

test("every way of being cancelled is recognised", () => {
  const aborted = new AbortController();
  aborted.abort();
  const canceled = new Error("Canceled");
  canceled.name = "Canceled";
  expect(isCancelled(aborted.signal.reason)).toBe(true);
  expect(isCancelled(canceled)).toBe(true);
  expect(isCancelled(new Error("Canceled"))).toBe(false);
});

test("the cause is kept for the log", () => {
  const cause = new Error("ECONNREFUSED");
  const error = new UserFacingError({ code: "connectionRefused", message: "Refused.", cause });
  expect(error.cause).toBe(cause);
  expect(messageOf(error)).toBe("Refused.");
  expect(messageOf("plain")).toBe("plain");
});
