/** What was typed in a field of several lines, as it is kept: lines end with one sign, and nothing stands around it. */
export function plainText(typed = ''): string {
  return typed.replace(/\r\n?/g, '\n').trim()
}

/** French sets one of these before `:` or `;`, so that the sign never begins a line. */
export const UNBROKEN = ['\u00a0', '\u202f']

/** What was typed in a field of one line: single spaces, none around it, no signs that nobody sees; a space that must not be broken stays so. */
export function oneLine(typed = ''): string {
  return typed.replace(/[\s\u0000-\u001f\u007f]+/g, (run) => (UNBROKEN.includes(run) ? run : ' ')).trim()
}
