const KEY = 'copse.searches'
const MOST = 5

/** What was looked for in this tab, the last first. It never leaves the browser, and goes when the tab does. */
export function recentSearches(): string[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as { who?: string; words?: string[] }
    return kept.who === who() ? (kept.words ?? []) : []
  } catch {
    return []
  }
}

export function rememberSearch(text: string): void {
  const words = text.trim()
  if (!words) return
  const kept = [words, ...recentSearches().filter((other) => other !== words)].slice(0, MOST)
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ who: who(), words: kept }))
  } catch {
    // No room, or not allowed: then nothing is remembered.
  }
}

/** Whoever signs in next in the same tab does not see it. */
function who(): string {
  return document.querySelector('a.self, a[data-self]')?.getAttribute('href') ?? ''
}
