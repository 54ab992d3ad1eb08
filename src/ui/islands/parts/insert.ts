/**
 * Puts words in place of what stands between two signs, and the cursor (or a selection) into them. Goes through the
 * browser's own editing, so that undo knows of it; where that is gone, the text is set.
 */
export function insert(
  text: HTMLTextAreaElement,
  from: number,
  to: number,
  words: string,
  skip = words.length,
  length = 0,
): void {
  text.focus()
  text.setSelectionRange(from, to)
  const done = words ? document.execCommand('insertText', false, words) : document.execCommand('delete')
  if (!done) {
    text.setRangeText(words, from, to, 'end')
    text.dispatchEvent(new Event('input', { bubbles: true }))
  }
  text.setSelectionRange(from + skip, from + skip + length)
}

/** Says something to who cannot see the page. */
export function speak(words: string): void {
  const spoken = document.getElementById('spoken')
  if (spoken) spoken.textContent = words
}
