import { arrayNotCleared } from "./rules/arrayNotCleared.ts";
import { clientLacksRole } from "./rules/clientLacksRole.ts";
import { clientNotRegistered } from "./rules/clientNotRegistered.ts";
import { clientWithoutSecret } from "./rules/clientWithoutSecret.ts";
import { curlyQuote } from "./rules/curlyQuote.ts";
import { deprecatedOauth } from "./rules/deprecatedOauth.ts";
import { missingParameter } from "./rules/missingParameter.ts";
import { moduleNotCreated } from "./rules/moduleNotCreated.ts";
import { noCommit } from "./rules/noCommit.ts";
import { noSuchConstructor } from "./rules/noSuchConstructor.ts";
import { notUnderstood } from "./rules/notUnderstood.ts";
import { patternHasAlias } from "./rules/patternHasAlias.ts";
import { patternLacksSlash } from "./rules/patternLacksSlash.ts";
import { patternMissesBarePath } from "./rules/patternMissesBarePath.ts";
import { patternMistake } from "./rules/patternMistake.ts";
import { privilegeListEmptied } from "./rules/privilegeListEmptied.ts";
import { privilegeNotCreated } from "./rules/privilegeNotCreated.ts";
import { roleNotCreated } from "./rules/roleNotCreated.ts";
import { schemaNeedsAdmin } from "./rules/schemaNeedsAdmin.ts";
import { secretInClearText } from "./rules/secretInClearText.ts";
import { secretSelected } from "./rules/secretSelected.ts";
import { strayCharacter } from "./rules/strayCharacter.ts";
import { syntax } from "./rules/syntax.ts";
import { unknownColumn } from "./rules/unknownColumn.ts";
import { unknownParameter } from "./rules/unknownParameter.ts";
import { unknownProcedure } from "./rules/unknownProcedure.ts";
import { unknownView } from "./rules/unknownView.ts";
import { wrongArgument } from "./rules/wrongArgument.ts";
import { wrongArrayType } from "./rules/wrongArrayType.ts";
import { wrongSourceType } from "./rules/wrongSourceType.ts";
import type { ScriptRule } from "./scriptRule.ts";

/** Every rule: first what keeps a script from being read, then what keeps it from doing what is meant. */
export const allScriptRules: readonly ScriptRule[] = [
  syntax,
  notUnderstood,
  curlyQuote,
  strayCharacter,
  unknownProcedure,
  unknownParameter,
  missingParameter,
  wrongArgument,
  wrongArrayType,
  noSuchConstructor,
  wrongSourceType,
  arrayNotCleared,
  roleNotCreated,
  privilegeNotCreated,
  moduleNotCreated,
  clientNotRegistered,
  schemaNeedsAdmin,
  privilegeListEmptied,
  patternHasAlias,
  patternLacksSlash,
  patternMistake,
  patternMissesBarePath,
  clientLacksRole,
  clientWithoutSecret,
  secretInClearText,
  secretSelected,
  deprecatedOauth,
  noCommit,
  unknownView,
  unknownColumn,
];
