import { expect, test } from "vitest";
import { transactionOf } from "../../../../src/features/scriptRun/transactionOf.ts";
import { oracleProfileWith, profileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";

test.each([
  { profile: profileWith(), transaction: "perRequest" },
  { profile: oracleProfileWith(), transaction: "own" },
  { profile: sqlDeveloperProfileWith(), transaction: "borrowed" },
])("a script of $profile.kind runs in a transaction that is $transaction", (one) => {
  expect(transactionOf(one.profile)).toBe(one.transaction);
});
