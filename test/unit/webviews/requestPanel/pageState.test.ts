import { expect, test } from "vitest";
import { emptyDraft } from "../../../../src/features/requestPanel/draft.ts";
import { sampleCatalog } from "../../features/sampleCatalog.ts";
import { requestPanelWorld } from "../../../support/requestPanelFakes.ts";
import { toMemento, wasFilterOpen } from "../../../../src/webviews/requestPanel/pageState.ts";

test("what the editor keeps for the page has the form and no credential", () => {
  const { panels, sessions } = requestPanelWorld(sampleCatalog);
  const { model } = panels.open({ profile: sessions.profile.id });
  const headers = ["Authorization", "cookie", "X-Api-Key", "x-auth-token", "Accept"].map(
    (name) => ({
      name,
      value: "hush",
    }),
  );
  const memento = toMemento({
    model,
    body: undefined,
    draft: {
      ...emptyDraft,
      address: "/x?access_token=hush",
      query: [{ name: "api_key", value: "hush" }],
      headers,
      body: '{"password":"hush"}',
    },
    filter: undefined,
    filterOpen: true,
    token: "hush-hush",
    tab: "body",
  });
  expect(panels.restore(memento)?.model.draft).toEqual({
    ...emptyDraft,
    address: "/x?access_token=",
    query: [{ name: "api_key", value: "" }],
    body: '{"password":""}',
    headers: headers.map(({ name, value }) => ({ name, value: name === "Accept" ? value : "" })),
  });
  expect(JSON.stringify(memento)).not.toContain("hush-hush");
  expect(wasFilterOpen(memento)).toBe(true);
  expect(wasFilterOpen(undefined)).toBe(false);
});
