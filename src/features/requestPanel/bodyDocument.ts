import { UserFacingError } from "../../base/errors.ts";
import type { AnswerBody } from "./answerBody.ts";
import type { BodyDocument } from "./panelEffect.ts";

export interface NamedBody {
  readonly name: string;
  readonly body: AnswerBody;
}

/** A body for an editor, laid out; undefined for one that is no text. Throws where the editor would not take it. */
export async function bodyDocument({ name, body }: NamedBody): Promise<BodyDocument | undefined> {
  const whole = await body.whole();
  if (whole && whole.text.length > longestDocument) throw tooLongForEditor();
  return whole && { name, ...whole };
}

/** What the editor takes, in UTF-16 units. */
const longestDocument = 50 * 1024 * 1024;

function tooLongForEditor(): UserFacingError {
  return new UserFacingError({
    code: "answerTooLarge",
    message: "The body is too long for an editor, which takes 50 MB.",
    why: "Copy it instead, or ask for less, such as with a query parameter limit.",
  });
}
