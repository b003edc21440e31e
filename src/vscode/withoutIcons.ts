/** A name, or any other text that is not ours, may hold `$(`: quick picks, lenses and the status bar draw an icon there. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
