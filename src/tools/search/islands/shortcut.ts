/**
 * Ctrl+K, or ⌘K, leads to the search from any page. No single key: who speaks to their computer would press it by talking
 * (WCAG 2.1.4).
 */
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return
  if ((event.target as HTMLElement).closest('textarea, dialog')) return
  const field = [...document.querySelectorAll<HTMLInputElement>('input[type="search"]')].find((one) =>
    one.checkVisibility(),
  )
  const link = document.querySelector<HTMLAnchorElement>('a.search-link')
  if (!field && !link) return
  event.preventDefault()
  if (!field) return link!.click()
  field.focus()
  field.select()
})
