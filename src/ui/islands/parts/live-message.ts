import { inUse } from './keeping.ts'

/** Markup of one message as an element. */
export function messageIn(html: string): HTMLElement | null {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.querySelector<HTMLElement>('article.message')
}

/** Folds what comes from someone the reader has blocked, as their page does it: the markup is the same for everyone. */
export function foldBlocked(message: HTMLElement, blocks: readonly string[], words: Record<string, string>): void {
  if (!blocks.includes(message.dataset.by ?? '') || message.classList.contains('blocked')) return
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  const show = document.createElement('span')
  show.className = 'act'
  show.textContent = words.show ?? ''
  summary.append(`${words.blocked ?? ''} `, show)
  const inside = document.createElement('div')
  inside.className = 'message'
  inside.append(...message.childNodes)
  details.append(summary, inside)
  message.className = 'message blocked'
  message.replaceChildren(details)
}

function insideOf(message: HTMLElement): HTMLElement | null {
  return message.querySelector<HTMLElement>(':scope > details > .message')
}

/** Marks which reactions are one's own: the markup is the same for everyone. */
export function markMine(message: HTMLElement, mine: readonly string[]): void {
  for (const button of message.querySelectorAll<HTMLButtonElement>('.reacts form button[value]')) {
    const own = mine.includes(button.value)
    button.name = own ? 'off' : 'on'
    button.setAttribute('aria-pressed', String(own))
  }
}

/**
 * Brings a message up to date where it differs, and leaves the rest: the focus, an open menu, a selection.
 * @returns false where a selection is in what has changed: then it is to be tried again later
 */
export function updateMessage(old: HTMLElement, now: HTMLElement): boolean {
  // What is folded changes inside: unfolded, it stays so.
  const [folded, next] = [insideOf(old), insideOf(now)]
  if (folded && next) return updateMessage(folded, next)
  if (old.className !== now.className || old.children.length !== now.children.length) {
    keepSaved(old, now)
    const focused = old.contains(document.activeElement)
    if (!focused && inUse(old)) return false
    old.replaceWith(now)
    if (focused) {
      now.tabIndex = -1
      now.focus({ preventScroll: true })
    }
    return true
  }
  let all = true
  for (const [i, part] of [...old.children].entries()) {
    const next = now.children[i]!
    if (part.matches('.reacts')) updateReactions(part, next)
    else if (part.outerHTML !== next.outerHTML) {
      if (inUse(part)) all = false
      else part.replaceWith(next.cloneNode(true))
    }
  }
  return all
}

/** Buttons stay the same buttons, so that the one with the focus keeps it; so does the menu. */
function updateReactions(old: Element, now: Element): void {
  const [form, next] = [old.querySelector(':scope > form'), now.querySelector(':scope > form')]
  if (!form || !next) {
    if (old.innerHTML !== now.innerHTML && !inUse(old)) old.innerHTML = now.innerHTML
    return
  }
  const buttons = (within: Element) => [...within.querySelectorAll<HTMLButtonElement>('button')]
  const values = (within: Element) =>
    buttons(within)
      .map(({ value }) => value)
      .join()
  if (values(form) !== values(next)) form.replaceChildren(...next.cloneNode(true).childNodes)
  else
    for (const [i, button] of buttons(form).entries()) {
      const to = buttons(next)[i]!
      button.name = to.name
      button.setAttribute('aria-pressed', to.getAttribute('aria-pressed') ?? 'false')
      if (button.innerHTML !== to.innerHTML) button.innerHTML = to.innerHTML
    }
}

/** What one keeps for later is known to one's own page alone. */
function keepSaved(old: HTMLElement, now: HTMLElement): void {
  const form = 'form[action$="/saving"]'
  const [kept, fresh] = [old.querySelector(form), now.querySelector(form)]
  if (kept && fresh) fresh.replaceWith(kept.cloneNode(true))
}
