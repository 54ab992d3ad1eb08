/**
 * A room opens where one goes on reading: at the first new message, else at its end. Whoever names a message in the address,
 * comes back or loads the page anew is where the browser puts them.
 */
const reloads = performance.getEntriesByType('navigation').some((one) => {
  const { type } = one as PerformanceNavigationTiming
  return type === 'back_forward' || type === 'reload'
})
let returns = reloads

addEventListener('turbo:visit', (event) => {
  returns = (event as CustomEvent<{ action: string }>).detail.action === 'restore'
})

addEventListener('turbo:load', () => {
  const room = document.querySelector<HTMLElement>('copse-room')
  const elsewhere = location.hash && location.hash !== '#reply'
  if (!room || elsewhere || (returns && scrollY > 0)) return
  const fresh = location.hash ? null : document.getElementById('new')
  const chat = room.closest('.chat')
  if (fresh) fresh.scrollIntoView({ block: 'start', behavior: 'instant' })
  else if (chat?.querySelector('[data-endless]') && !(chat.querySelector('[data-to-new]') && !location.hash)) {
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
    // The rest of the script comes later: where nobody has moved since, it keeps the end.
    room.dataset.opened = String(scrollY)
  }
})
