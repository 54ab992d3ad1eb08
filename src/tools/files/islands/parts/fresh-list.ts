/** Puts what stands in the folder by now in place of what the page shows of it, and how much all of it takes. What is chosen stays chosen, and nobody loses their place. */
export async function freshList(): Promise<void> {
  const here = document.querySelector('[data-list]')
  if (!here) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('[data-list]')
  if (!fresh || !here.isConnected) return
  const chosen = new Set([...here.querySelectorAll<HTMLInputElement>('.pick :checked')].map(({ value }) => value))
  for (const box of fresh.querySelectorAll<HTMLInputElement>('.pick input')) box.checked = chosen.has(box.value)
  const held = here.contains(document.activeElement) ? placeOf(document.activeElement!) : undefined
  here.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
  // A copy of a box has its attributes, not what was done to it.
  for (const box of here.querySelectorAll<HTMLInputElement>('.pick input')) box.checked = chosen.has(box.value)
  const used = page.querySelector('[data-used]')
  if (used) document.querySelector('[data-used]')?.replaceWith(document.importNode(used, true))
  if (held) here.querySelector<HTMLElement>(held)?.focus({ preventScroll: true })
}

/** By what somebody's place is found again. */
function placeOf(element: Element): string | undefined {
  const href = element.getAttribute('href')
  if (href) return `a[href="${CSS.escape(href)}"]`
  const value = element.getAttribute('value')
  return value === null ? undefined : `input[value="${CSS.escape(value)}"]`
}
