import { expect, test } from "vitest";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import { askedQuestions } from "../../../../src/features/scaffold/nextQuestion.ts";
import { refusalIn } from "../../../../src/features/scaffold/refusalIn.ts";
import { scaffoldIds } from "../../../../src/features/scaffold/scaffold.ts";
import { privilege, sampleCatalog } from "../sampleCatalog.ts";
import { complaintAbout } from "./walkThrough.ts";

const oauth = { api: "oauth", schema: undefined } as const;
const security = { api: "ordsSecurity", schema: undefined } as const;

test("before the first answer only what no answer can help is refused", () => {
  const refused = (api: "oauth" | "ordsSecurity") =>
    scaffoldIds.filter((id) =>
      refusalIn(allScaffolds[id], { catalog: sampleCatalog, dialect: { ...oauth, api } }, {}),
    );
  expect(refused("ordsSecurity")).toEqual([]);
  expect(refused("oauth")).toEqual(["importClient"]);
});

test("what the dialect cannot say is an error of the answer that asks for it", () => {
  const catalog: Catalog = { ...sampleCatalog, privileges: [privilege("a,b", {})] };
  const questions = askedQuestions(
    allScaffolds.setClientPrivileges,
    { catalog, dialect: security },
    { given: { client: "portal" }, answers: {} },
  );
  const list = questions.find(({ id }) => id === "privileges");
  expect(list && complaintAbout(list, ["a,b"])).toEqual({
    severity: "error",
    message: expect.stringContaining("one list with commas"),
  });
  expect(list && complaintAbout(list, [])).toBeUndefined();
});

test("what came with a later release is refused on an older one", () => {
  const on = (text: string, major: number, minor: number): Catalog => ({
    ...sampleCatalog,
    release: { text, major, minor, hasOrdsSecurity: false },
  });
  const ask = (catalog: Catalog) =>
    refusalIn(allScaffolds.createJwtProfile, { catalog, dialect: oauth }, {});
  expect(ask(on("22.4.1", 22, 4))).toBe(
    "OAUTH.CREATE_JWT_PROFILE came with ORDS 23.3; this schema is on 22.4.1.",
  );
  expect(ask(on("23.3.0", 23, 3))).toBeUndefined();
  expect(ask(on("24.1.0", 24, 1))).toBeUndefined();
});
