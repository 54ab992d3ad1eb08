/** A quiet bar at the foot of the window: what is new, and the way there. It moves nothing. */
export function showBar(words: string, way: { words?: string; address?: string; go?: () => void }): void {
  // Where one writes at the foot of the window it stands right above, however much is written there.
  const main = document.querySelector('main copse-composer.stay') ?? document.querySelector('main')
  if (!main) return
  const bar = main.querySelector<HTMLElement>('.live-bar') ?? main.appendChild(document.createElement('p'))
  bar.className = 'live-bar'
  const focused = bar.contains(document.activeElement)
  const step = way.address === undefined ? button(way.go) : link(way.address)
  step.className = 'button second'
  step.textContent = way.words ?? words
  bar.replaceChildren(...(way.words ? [`${words} `] : []), step)
  if (focused) step.focus()
}

export function hideBar(): void {
  document.querySelector('.live-bar')?.remove()
}

function button(go: (() => void) | undefined): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.addEventListener('click', () => go?.())
  return made
}

function link(address: string): HTMLAnchorElement {
  const made = document.createElement('a')
  made.href = address
  made.dataset.turboAction = 'replace'
  return made
}

/** Says it to whoever listens to the page rather than looks at it. */
export function speak(words: string): void {
  const spoken = document.getElementById('spoken')
  if (spoken) spoken.textContent = words
}

/** One for many, by the page's language. */
export function counted(count: number, one: string, many: string): string {
  const rule = new Intl.PluralRules(document.documentElement.lang || 'en').select(count)
  if (rule === 'one') return one.replace('1', String(count))
  return many.replace('{count}', new Intl.NumberFormat(document.documentElement.lang || 'en').format(count))
}
