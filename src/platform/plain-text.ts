/** What was typed in a field of several lines, as it is kept: lines end with one sign, and nothing stands around it. */
export function plainText(typed = ''): string {
  return typed.replace(/\r\n?/g, '\n').trim()
}
