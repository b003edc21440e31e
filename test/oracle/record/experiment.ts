import type { AssumptionId } from "../../../src/domain/access/assumptions.ts";
import type { GrantType } from "../../../src/domain/model/catalog.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import type { Answers } from "./answer.ts";
import type { Bench } from "./bench.ts";
import type { Verdict } from "./verdict.ts";

/** A question to a real server: what to make, what to ask, and what the answers say of our assumptions. */
export interface Experiment {
  /** The question, as the file is named. */
  readonly name: string;
  readonly question: string;
  /** Made before anything is asked of any experiment, one by one; one that is refused keeps none of the others. */
  readonly setUp: SetUp;
  /** Asks, and keeps each answer under a label; whatever a server does, it does not throw. */
  readonly ask: (bench: Bench) => Promise<void>;
  /** Pure: they see nothing but the answers. */
  readonly judgements: Judgements;
}

export interface SetUp {
  /** In this order; clients come after them. */
  readonly changes: (place: SetUpPlace) => readonly Change[];
  readonly clients: readonly ClientPlan[];
}

export interface SetUpPlace {
  readonly alias: string;
}

export interface ClientPlan {
  readonly name: string;
  readonly grantType: GrantType;
  readonly privileges: readonly string[];
  readonly roles: readonly string[];
}

export type Judgements = Readonly<Partial<Record<AssumptionId, (answers: Answers) => Verdict>>>;

export const nothingToSetUp: SetUp = { changes: () => [], clients: [] };
