/** Shows what says that it is quiet when that begins, and takes it away when it is over. @returns how to wait for it no more */
export function followQuiet(): () => void {
  const line = document.querySelector<HTMLElement>('[data-quiet]')
  if (!line) return () => {}
  const { begins, quiet = '' } = line.dataset
  const at = (moment: string, work: () => void) => setTimeout(work, Date.parse(moment) - Date.now())
  const timers = [at(quiet, () => line.remove())]
  if (begins) timers.push(at(begins, () => (line.hidden = false)))
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}
