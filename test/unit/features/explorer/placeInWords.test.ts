import { expect, test } from "vitest";
import { placeInWords } from "../../../../src/features/explorer/placeInWords.ts";
import { oracleProfileWith, profileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";

test("where a connection leads", () => {
  const baseUrl = undefined;
  expect(placeInWords(profileWith())).toBe("https://db.example.com/ords/hr");
  expect(placeInWords(oracleProfileWith())).toBe("https://db.example.com/ords/hr");
  expect(placeInWords(oracleProfileWith({ baseUrl }))).toBe("hr on db.example.com:1521/FREEPDB1");
  expect(placeInWords(sqlDeveloperProfileWith())).toBe("Oracle SQL Developer");
});
