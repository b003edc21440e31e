import { expect, test } from "vitest";
import { emptyDraft } from "../../../../src/features/requestPanel/draft.ts";
import { savedConnection } from "../../../../src/features/requestPanel/savedConnection.ts";
import type { SavedRequest } from "../../../../src/features/requestPanel/savedRequest.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import { oracleProfileWith, profileWith } from "../../../support/fakes.ts";
import { emptyCatalog } from "../sampleCatalog.ts";

const sessions: readonly Session[] = [
  {
    profile: profileWith({ name: "Open" }),
    state: { kind: "open", catalog: emptyCatalog, refreshing: false, uncommitted: 0 },
  },
  { profile: oracleProfileWith({ name: "Closed" }), state: { kind: "closed" } },
];

function of(connection: string | undefined): SavedRequest {
  return { ...emptyDraft, name: "x", caller: { kind: "anonymous" }, connection };
}

test("a request is opened over the connection that it names", () => {
  const workspace = { sessions, isTrusted: true };
  expect(savedConnection(of("Open"), workspace)).toEqual({ kind: "named", profile: "p1" });
  expect(savedConnection(of("Closed"), workspace)).toEqual({ kind: "named", profile: "o1" });
  expect(savedConnection(of(undefined), workspace)).toEqual({ kind: "any" });
});

test("a connection that is not there is told by its name", () => {
  const workspace = { sessions, isTrusted: true };
  expect(savedConnection(of("Gone"), workspace)).toEqual({ kind: "gone", name: "Gone" });
});

test("a file of a stranger opens no connection", () => {
  const workspace = { sessions, isTrusted: false };
  expect(savedConnection(of("Closed"), workspace)).toEqual({ kind: "any" });
  expect(savedConnection(of("Open"), workspace)).toEqual({ kind: "named", profile: "p1" });
});
