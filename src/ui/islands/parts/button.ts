/** A button that a script adds, with its words and what it does. */
export function button(words: string | undefined, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button second'
  made.textContent = words ?? ''
  made.addEventListener('click', act)
  return made
}
