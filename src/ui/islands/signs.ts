/** Whether something new waits, and something that was written to whoever reads: as answers to what was read say it. */
interface Signs {
  news: boolean
  written: boolean
}

/** Shows the signs beside the reader's name, or takes them away. */
document.addEventListener('copse:signs', (event) => {
  const { news, written } = (event as CustomEvent<Signs>).detail
  document.querySelector('[data-news]')?.toggleAttribute('hidden', !news)
  document.querySelector('[data-written]')?.toggleAttribute('hidden', !written)
})
