/**
 * What cannot be said now is said when the form is sent: it has the same fields.
 * @param over ends it, once the form has said it
 */
export function tell(address: string, fields: Record<string, string> = {}, over?: AbortSignal): Promise<unknown> {
  const body = new URLSearchParams(fields)
  const headers = { accept: 'application/json' }
  return fetch(address, { method: 'POST', keepalive: true, body, headers, signal: over ?? null }).catch(() => {})
}

/** Whether a file is heard rather than seen. */
export function isSound({ type }: { type: string }): boolean {
  return type.startsWith('audio/')
}

/** What was recorded can be heard here, also as long as it has not arrived. */
export function playerOf(file: File): HTMLAudioElement {
  const player = document.createElement('audio')
  player.controls = true
  player.src = URL.createObjectURL(file)
  player.setAttribute('aria-label', file.name)
  return player
}

/** Puts values in place of `{id}` and `{name}`, as text. */
export function fillIn(row: HTMLElement, values: Record<string, string>): void {
  const filled = (words: string) => words.replace(/\{(id|name)\}/g, (_, name) => values[name] ?? '')
  for (const element of [row, ...row.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes])
      if (value.includes('{')) element.setAttribute(name, filled(value))
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.textContent = filled(texts.currentNode.textContent ?? '')
}
