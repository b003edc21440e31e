import { expect, test } from "vitest";
import {
  checkDescription,
  checkEmail,
  checkMappingPattern,
  checkNewName,
  checkRedirect,
} from "../../../../src/features/scaffold/checks.ts";
import type { Complaint } from "../../../../src/features/scaffold/question.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const severity = (complaint: Complaint | undefined): string => complaint?.severity ?? "fine";

test.each([
  ["HR Auditor", "fine", ""],
  ["größe <b> 'x' \"y\" & z", "fine", ""],
  ["", "error", "missing"],
  ["   ", "error", "missing"],
  [" HR Auditor", "error", "blanks at its ends"],
  ["HR Auditor ", "error", "blanks at its ends"],
  ["HR\tAuditor", "error", "control character"],
  ["HR Reader", "error", "already"],
  ["hr reader", "warning", '"HR Reader"'],
  ["HR_READER", "warning", "two"],
  ["x".repeat(255), "fine", ""],
  ["x".repeat(256), "error", "256"],
  ["x".repeat(4000), "error", "4000"],
  ["ü".repeat(128), "warning", "255 bytes"],
  ["😀".repeat(63), "fine", ""],
  ["😀".repeat(64), "warning", "255 bytes"],
])("the new role name %j: %s", (text, expected, words) => {
  const complaint = checkNewName("role", ["HR Reader", "Idle"])(text);
  expect(severity(complaint)).toBe(expected);
  expect(complaint?.message ?? "").toContain(words);
});

test.each([
  ["/hr/*", "fine"],
  ["/hr/employees", "fine"],
  ["hr/*", "error"],
  ["", "error"],
  ["/*", "warning"],
  ["/hr/employees/*", "error"],
])("the pattern %j: %s", (text, expected) => {
  expect(severity(checkMappingPattern(sampleCatalog, ["/hr/employees/*"])(text))).toBe(expected);
});

test("a pattern that was probably meant is named", () => {
  expect(checkMappingPattern(sampleCatalog, [])("hr/*")?.message).toContain("Did you mean /hr/*?");
});

test("an error of a pattern is told before a warning", () => {
  expect(severity(checkMappingPattern(sampleCatalog, [])("/a,b/*/c"))).toBe("error");
});

test.each([
  ["https://app.example.com/callback", "fine"],
  ["http://localhost:3000/callback", "fine"],
  ["http://app.example.com/callback", "warning"],
  ["https://app.example.com/#x", "error"],
  ["app.example.com", "error"],
  ["https:///callback", "error"],
  ["ftp://app.example.com/", "error"],
  ["", "error"],
])("the redirect address %j: %s", (text, expected) => {
  expect(severity(checkRedirect(text))).toBe(expected);
});

test.each([
  ["payroll@example.com", "fine"],
  ["payroll", "warning"],
  ["a b@c", "warning"],
])("the e-mail %j: %s", (text, expected) => {
  expect(severity(checkEmail(text))).toBe(expected);
});

test("a description may be long, but not endless", () => {
  expect(severity(checkDescription("x".repeat(4000)))).toBe("fine");
  expect(severity(checkDescription("x".repeat(4001)))).toBe("error");
});
