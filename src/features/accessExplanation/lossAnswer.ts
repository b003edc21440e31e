import { deleteChangesOf } from "../../domain/access/deleteChangesOf.ts";
import { applyChanges } from "../../domain/model/applyChange.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { describeSurprises } from "../scaffold/describeSurprises.ts";
import { refusalOfChanges } from "../scaffold/refusalIn.ts";
import type { AnswerContext, FoundAnswer } from "./answerContext.ts";
import { linkTo } from "./callAnswer.ts";
import type { DeletableRef } from "./deletable.ts";
import { lossLines } from "./differenceLines.ts";

/** Who loses, and who gains, what by a deletion. */
export function lossAnswer({ index, scaffold }: AnswerContext, ref: DeletableRef): FoundAnswer {
  const { catalog } = index;
  const link = linkTo(ref);
  const changes = deleteChangesOf(catalog, ref) ?? [];
  const { lines, more } = lossLines(catalog, applyChanges(catalog, changes));
  const key = `delete: ${link.key}`;
  const thing = ref.kind === "jwtProfile" ? "the JWT profile" : entityInWords(ref);
  // A table stays where it is, it only answers no more.
  const by = ref.kind === "object" ? "disabling" : "deletion";
  return {
    answer: {
      kind: "loss",
      title: `If ${thing} is ${by === "disabling" ? "REST-disabled" : "deleted"}`,
      by,
      link,
      lines,
      more,
      remarks: describeSurprises(catalog, changes),
      way: {
        key,
        label: `${by === "disabling" ? "REST-disable" : "Delete"} ${thing}`,
        steps: [],
        warning: undefined,
        effects: [],
        refused: refusalOfChanges(scaffold, changes),
      },
    },
    links: new Map([[link.key, ref]]),
    scripts: new Map([[key, changes]]),
  };
}
