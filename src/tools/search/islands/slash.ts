/** The key / leads to the search from any page; where somebody writes, it is a sign like others. */
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const at = event.target as HTMLElement
  if (at.isContentEditable || at.closest('input, textarea, select, [role="textbox"], dialog')) return
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
