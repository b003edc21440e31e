/** A name may hold `$(`, which a quick pick would draw as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
