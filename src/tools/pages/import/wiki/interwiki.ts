/** Where links to other wikis lead, of those that nearly every wiki knows. */
export const interwiki: Record<string, string> = {
  w: 'https://en.wikipedia.org/wiki/',
  wikipedia: 'https://en.wikipedia.org/wiki/',
  wikt: 'https://en.wiktionary.org/wiki/',
  wiktionary: 'https://en.wiktionary.org/wiki/',
  b: 'https://en.wikibooks.org/wiki/',
  s: 'https://en.wikisource.org/wiki/',
  q: 'https://en.wikiquote.org/wiki/',
  n: 'https://en.wikinews.org/wiki/',
  v: 'https://en.wikiversity.org/wiki/',
  voy: 'https://en.wikivoyage.org/wiki/',
  species: 'https://species.wikimedia.org/wiki/',
  commons: 'https://commons.wikimedia.org/wiki/',
  c: 'https://commons.wikimedia.org/wiki/',
  d: 'https://www.wikidata.org/wiki/',
  meta: 'https://meta.wikimedia.org/wiki/',
  m: 'https://meta.wikimedia.org/wiki/',
  mw: 'https://www.mediawiki.org/wiki/',
  phab: 'https://phabricator.wikimedia.org/',
}

/** Prefixes that mean the same page in another language. */
export const languageCodes: ReadonlySet<string> = new Set(
  'ar be bg bn br ca cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko la lb lt lv mk ms nb nl nn no oc pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh simple'.split(
    ' ',
  ),
)
