/** What the store's answers say: flat lists whose names are ours, so that nothing more than this is needed to read them. */

const signs: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
  '&#34;': '"',
}

/** What stands in the first element of that name. */
export function inTag(text: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(text)?.[1]
  return found?.replace(/&(?:lt|gt|quot|apos|amp|#34);/g, (sign) => signs[sign]!)
}

/** What stands in each element of that name, elements and all. */
export function eachTag(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inside]) => inside!)
}
