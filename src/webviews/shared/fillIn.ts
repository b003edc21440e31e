/** Puts values into a text at `{0}`, `{1}`: the form that `vscode.l10n.t` has. */
export function fillIn(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (all, index: string) => values[Number(index)] ?? all);
}
