/** `[[Title#Section|words]]`, with words of its own where they differ. What would break it is left out of it. */
export function byTitle(title: string, section = '', words = ''): string {
  const plain = (text: string) =>
    text
      .replace(/[[\]|\n]+/g, ' ')
      .replace(/[ \t]+/g, ' ')
      .trim()
  const name = plain(title).replace(/#/g, ' ').slice(0, 200)
  const inside = section ? `${name}#${plain(section).slice(0, 100)}` : name
  const shown = plain(words.replace(/(\*\*|__|`)(.+?)\1/g, '$2'))
  if (!shown || shown === inside) return `[[${inside}]]`
  // What says more than a link by title may is said beside it.
  if (shown.length > 200 || shown.length + inside.length > 250) return `${shown} [[${inside}]]`
  return `[[${inside}|${shown}]]`
}
