/** The handles in a text, each once, in lower case: divided by commas or spaces, with or without @. */
export function handlesIn(text: string | readonly string[]): string[] {
  const words = (typeof text === 'string' ? text : text.join(',')).split(/[\s,]+/)
  return [...new Set(words.map((one) => one.replace(/^@/, '').toLowerCase()).filter(Boolean))]
}
