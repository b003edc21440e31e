import { assertNever } from "../../base/assertNever.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { countSecrets, type RotationFacts } from "./rotationFacts.ts";

/**
 * Where a rotation stands.
 *
 * - `notPossible`: the client has no secret, or the release no procedure.
 * - `ready`: nothing is under way.
 * - `made`: the new secret is in the database and in the secret storage, and nobody has used it yet.
 * - `proven`: a token was fetched with it; the old one is still valid.
 * - `finished`: it is the only secret that is left.
 */
export type RotationState = "notPossible" | "ready" | "made" | "proven" | "finished";

export type RotationOffer =
  /** Opens the script that gives the client a new secret. */
  | "makeSecret"
  | "makeSecretEndSessions"
  /** Fetches a token with the new secret. */
  | "prove"
  /** Goes on where no token can be fetched. */
  | "trust"
  /** Stores the old secret again, which is still valid. */
  | "goBack"
  /** Opens the script that revokes the old secret. */
  | "revoke"
  | "revokeEndSessions"
  /** Forgets that a rotation was under way. */
  | "finish";

/** What is said to the person, and what they can do next; closing it leaves everything as it is. */
export interface RotationStep {
  readonly state: RotationState;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly offers: readonly RotationOffer[];
}

export function rotationStep(facts: RotationFacts): RotationStep {
  const state = stateOf(facts);
  switch (state) {
    case "notPossible":
      return notPossible(facts);
    case "ready":
      return facts.places === "two" ? readyWithTwo(facts) : readyWithOne(facts);
    case "made":
      return made(facts);
    case "proven":
      return proven(facts);
    case "finished":
      return finished(facts);
    default:
      return assertNever(state);
  }
}

function stateOf(facts: RotationFacts): RotationState {
  const { client, canRotate, record, hasSecret } = facts;
  if (client.grantType === "implicit" || !canRotate) return "notPossible";
  // Without the new secret itself there is nothing to prove: the rotation begins anew.
  if (!record || !hasSecret) return "ready";
  if (!record.proven) return "made";
  return facts.places === "one" || countSecrets(facts) === 1 ? "finished" : "proven";
}

function notPossible({ client }: RotationFacts): RotationStep {
  return {
    state: "notPossible",
    title: `${nameInWords(client.name)} cannot be given a new secret`,
    sentences: [
      client.grantType === "implicit"
        ? "It gets its tokens in the browser, where no secret can be kept, so it has none."
        : "OAUTH.ROTATE_CLIENT_SECRET came with ORDS 22.2. Before that a client has to be deleted and registered again.",
    ],
    offers: [],
  };
}

function readyWithTwo(facts: RotationFacts): RotationStep {
  return {
    state: "ready",
    title: `Rotate the secret of ${nameInWords(facts.client.name)}?`,
    sentences: [
      slotsInWords(facts),
      "1. You run a script that gives the client a new secret. It goes into the database and into VS Code's secret storage, and is shown nowhere.",
      `2. ${proofInWords(facts)}`,
      "3. You run a second script, which revokes the old secret.",
      "You can stop after each step and go on later: both secrets are valid until step 3.",
    ],
    offers: ["makeSecret"],
  };
}

/** Which secrets there are, and what becomes of them. */
function slotsInWords({ client, slots }: RotationFacts): string {
  if (!slots) {
    return "A client can have two secrets. The database does not say how many this one has: if it has two, the new one takes the place of the older, WHICH STOPS WORKING AT ONCE.";
  }
  const { first, second } = slots;
  if (first !== undefined && second !== undefined) {
    return `The client has two secrets, one since ${day(first)}, one since ${day(second)}, and cannot have three: the new one takes the place of the older, WHICH STOPS WORKING AT ONCE. The younger one stays valid.`;
  }
  const taken = first ?? second;
  return taken === undefined
    ? "The client has no secret yet: the new one is its first."
    : `A client can have two secrets. ${nameInWords(client.name)} has one, since ${day(taken)}: it stays valid, and the new one is added.`;
}

/** The first ten characters are the date, in each way in which a database or ORDS writes a time. */
function day(time: string): string {
  return time.slice(0, 10);
}

function proofInWords({ client, hasOrds }: RotationFacts): string {
  if (client.grantType !== "client_credentials") {
    return "No token can be fetched as a proof, since a person has to sign in for it: try the new secret in your application.";
  }
  return hasOrds
    ? "A token is fetched with the new secret. If that fails, the old one is still there."
    : "No token can be fetched as a proof, since this connection does not say where ORDS is: try the new secret elsewhere, or set the address first.";
}

function readyWithOne(facts: RotationFacts): RotationStep {
  return {
    state: "ready",
    title: `Replace the secret of ${nameInWords(facts.client.name)}?`,
    sentences: [
      "This release keeps one secret for a client: THE OLD ONE STOPS WORKING AS SOON AS THE SCRIPT HAS RUN, and everybody who uses it has to be given the new one.",
      "ORDS makes the new secret. It is read once from the database, goes into VS Code's secret storage and is shown nowhere. You see the script and run it.",
      proofInWords(facts),
    ],
    offers: ["makeSecret", "makeSecretEndSessions"],
  };
}

function made(facts: RotationFacts): RotationStep {
  const { client, record } = facts;
  const provable = client.grantType === "client_credentials" && facts.hasOrds;
  const oldStays = facts.places === "two" && countSecrets(facts) !== 1;
  return {
    state: "made",
    title: `${nameInWords(client.name)} has a new secret`,
    sentences: [
      "It is in the database and in VS Code's secret storage. Nobody has used it yet.",
      ...(oldStays ? ["The old secret is still valid."] : []),
      provable ? "Next a token is fetched with the new secret, as a proof." : proofInWords(facts),
    ],
    offers: [
      provable ? "prove" : "trust",
      ...(oldStays && record?.previous ? (["goBack"] as const) : []),
    ],
  };
}

function proven({ client, slots, record }: RotationFacts): RotationStep {
  const mayBeAlone = slots === undefined && record?.previous === undefined;
  return {
    state: "proven",
    title: `The new secret of ${nameInWords(client.name)} works`,
    sentences: [
      "The old one is still valid. Revoke it as soon as everybody who calls as this client has the new one. You see the script and run it.",
      "Tokens that were fetched with the old secret work until they end, unless the sessions of the client are ended too. Then everybody has to fetch a new one.",
      ...(mayBeAlone
        ? [
            "If the client had no secret before, there is nothing to revoke: finish instead, since it is the oldest secret that is revoked.",
          ]
        : []),
    ],
    offers: ["revoke", "revokeEndSessions", ...(mayBeAlone ? (["finish"] as const) : [])],
  };
}

function finished({ client }: RotationFacts): RotationStep {
  return {
    state: "finished",
    title: `The secret of ${nameInWords(client.name)} is rotated`,
    sentences: ["The new secret is the only one that is valid."],
    offers: ["finish"],
  };
}

/** What is said when no token could be fetched with the new secret. */
export function proofFailed(facts: RotationFacts, reason: string): RotationStep {
  const oldStays = facts.places === "two" && countSecrets(facts) !== 1;
  return {
    state: "made",
    title: `No token could be fetched with the new secret of ${nameInWords(facts.client.name)}`,
    sentences: [
      reason,
      oldStays
        ? "THE OLD SECRET IS STILL VALID: nothing was taken away from anybody. Try again, or go back to it."
        : "The old secret is not valid any more, so this has to be found out: look at the client, at the address of ORDS and at the log.",
    ],
    offers: ["prove", ...(oldStays && facts.record?.previous ? (["goBack"] as const) : [])],
  };
}
