/** Fields that the browser knows the answer to: the time zone. */
function fill(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('[data-fill="time-zone"]')) {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  }
}
addEventListener('turbo:load', fill)
addEventListener('turbo:render', fill)
