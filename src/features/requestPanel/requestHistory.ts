import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { KeyValueStore } from "../../services/profiles/keyValueStore.ts";
import { isRecord } from "../../base/isRecord.ts";
import { parseDraft, type Draft } from "./draft.ts";
import { requestHistoryKey } from "./requestHistoryKey.ts";

/** What was sent over each connection, the last first. Of the answers only the status is kept. */
export interface RequestHistory {
  list(profile: ProfileId): readonly SentDraft[];
  /** Keeps the request without its credentials; the same one again moves to the front. */
  add(profile: ProfileId, sent: SentDraft): Promise<void>;
  clear(profile: ProfileId): Promise<void>;
}

export interface SentDraft {
  readonly draft: Draft;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function createRequestHistory(store: KeyValueStore): RequestHistory {
  const list = (profile: ProfileId): readonly SentDraft[] => {
    const stored = store.get(requestHistoryKey(profile));
    return Array.isArray(stored) ? stored.flatMap((one: unknown) => parseSent(one) ?? []) : [];
  };
  return {
    list,
    clear: async (profile) => await store.set(requestHistoryKey(profile), undefined),
    add: async (profile, sent) => {
      const tooLong = sent.draft.body.length > longestBody;
      const draft = tooLong ? { ...sent.draft, body: "" } : sent.draft;
      const kept = { ...sent, draft: withoutCredentials(draft) };
      const same = JSON.stringify(kept.draft);
      const others = list(profile).filter((one) => JSON.stringify(one.draft) !== same);
      await store.set(requestHistoryKey(profile), [kept, ...others].slice(0, longestHistory));
    },
  };
}

const longestHistory = 50;

/** VS Code holds all that is stored in memory. In UTF-16 units. */
const longestBody = 20_000;

function parseSent(value: unknown): SentDraft | undefined {
  if (!isRecord(value)) return undefined;
  const draft = parseDraft(value["draft"]);
  const { status, at } = value;
  return draft && typeof status === "number" && typeof at === "number"
    ? { draft, status, at }
    : undefined;
}
