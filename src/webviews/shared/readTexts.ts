/** The words of the page, which the editor put there in the person's language. */
export function readTexts<Texts>(): Texts {
  return parseTexts(document.body.dataset["texts"] ?? "{}") as Texts;
}

function parseTexts(json: string): unknown {
  return JSON.parse(json);
}
