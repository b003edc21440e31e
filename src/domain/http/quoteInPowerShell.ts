/** In single quotes PowerShell changes nothing; its typographic quotes count as quotes, too. */
export function quoteInPowerShell(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}
