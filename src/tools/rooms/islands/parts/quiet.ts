/** Takes away what says that it is quiet, in the moment in which it is over. @returns how to wait for it no more */
export function endQuiet(): () => void {
  const line = document.querySelector<HTMLElement>('[data-quiet]')
  if (!line) return () => {}
  const timer = setTimeout(() => line.remove(), Date.parse(line.dataset.quiet ?? '') - Date.now())
  return () => clearTimeout(timer)
}
