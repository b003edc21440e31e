import { howDoesRestSqlRunScripts } from "../experiments/howDoesRestSqlRunScripts.ts";
import { whatDoesAClientNeed } from "../experiments/whatDoesAClientNeed.ts";
import { whatDoesAnAdministratorSee } from "../experiments/whatDoesAnAdministratorSee.ts";
import { whatDoesEnableObjectProtect } from "../experiments/whatDoesEnableObjectProtect.ts";
import { whatDoesTheTokenEndpointRefuse } from "../experiments/whatDoesTheTokenEndpointRefuse.ts";
import { whatDoTheOtherGrantsAnswer } from "../experiments/whatDoTheOtherGrantsAnswer.ts";
import { whatShowsOfAClientsSecret } from "../experiments/whatShowsOfAClientsSecret.ts";
import { whichColumnsDoTheViewsHave } from "../experiments/whichColumnsDoTheViewsHave.ts";
import { whichErrorsDoThePackagesRaise } from "../experiments/whichErrorsDoThePackagesRaise.ts";
import { whichMembersDoThePackagesHave } from "../experiments/whichMembersDoThePackagesHave.ts";
import { whichPathsDoesAPatternCover } from "../experiments/whichPathsDoesAPatternCover.ts";
import { whoIsAnswered401 } from "../experiments/whoIsAnswered401.ts";
import type { Experiment } from "./experiment.ts";

/** In the order in which they are asked: the most uncertain first. */
export const allExperiments: readonly Experiment[] = [
  whatDoesTheTokenEndpointRefuse,
  whoIsAnswered401,
  whichPathsDoesAPatternCover,
  whatDoesAClientNeed,
  whichColumnsDoTheViewsHave,
  whichMembersDoThePackagesHave,
  whichErrorsDoThePackagesRaise,
  whatShowsOfAClientsSecret,
  whatDoTheOtherGrantsAnswer,
  howDoesRestSqlRunScripts,
  whatDoesEnableObjectProtect,
  whatDoesAnAdministratorSee,
];
