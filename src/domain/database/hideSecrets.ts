/**
 * A text with what may be a password in it blanked: `user/secret@`, and the value of any parameter whose name has the
 * word in it. Passwords are refused where addresses are read, so this guards what was stored or typed elsewhere: the
 * name of a user, an answer of the database.
 */
export function hideSecrets(text: string): string {
  return (
    text
      .replace(/((?:password|passwd|pwd)\w*\s*=\s*)("[^"]*"|[^\s()&;"]+)/gi, "$1…")
      // A password may hold an @ itself, so the last one before the address counts.
      .replace(/([\w$#"\]]\/)(?!\/)\S*@/g, "$1…@")
  );
}
