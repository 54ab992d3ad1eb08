/** The way from one file of a folder to another, as a link says it. */
export function relativeLink(from: string, to: string): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  let same = 0
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++
  const way = [...here.slice(same).map(() => '..'), ...there.slice(same)]
  return way.map(encoded).join('/')
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Where a link leads within its folder; undefined where it leads out of it, or to another site. */
export function pathOf(from: string, link: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link) || link.startsWith('#')) return undefined
  let plain = link.replace(/[?#].*$/s, '')
  try {
    plain = decodeURIComponent(plain)
  } catch {
    // A sign of per cent that means itself.
  }
  const steps = plain.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of plain.replaceAll('\\', '/').split('/')) {
    if (step === '..') {
      if (!steps.length) return undefined
      steps.pop()
    } else if (step && step !== '.') steps.push(step)
  }
  return steps.length ? steps.join('/') : undefined
}

/** Titles and words as Markdown text that means only itself. */
export function escapedWords(text: string): string {
  return text.replace(/[\\`*_[\]<>~&!|]/g, '\\$&')
}

export function unescapedWords(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
