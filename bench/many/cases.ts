import type { Library, Place } from './fill.ts'

export interface LibraryCase {
  name: string
  path: string
}

/** Every page of a library that is only read. */
export function casesIn({ slug }: Place, { led, wide, usual, longest, deep, tag, rare }: Library): LibraryCase[] {
  const here = `/c/${slug}`
  const one = (name: string, path: string): LibraryCase => ({ name, path })
  return [
    one('index', `${here}/pages`),
    one('index, under one', `${here}/pages?under=${wide.id}`),
    one('of a tag', `${here}/pages?tag=${tag}`),
    one('of a rare tag', `${here}/pages?tag=${rare}`),
    one('changes', `${here}/pages/changes`),
    one('stories', `${here}/pages/stories`),
    one('glossary', `${here}/pages/glossary`),
    one('map', `${here}/pages/map`),
    one('to tend', `${here}/pages/tending`),
    one('new', `${here}/pages/new`),
    one('links', `${here}/links`),
    one('links, of a tag', `${here}/links?tag=${tag}`),
    one('gaps', `${here}/gaps`),
    one('tags', `${here}/tags`),
    one('tag', `${here}/tags/${tag}`),
    one('titles', `${here}/titles?q=weir`),
    one('titles, none', `${here}/titles?q=zzz`),
    one('suggestions while typing', `${here}/search/suggestions?q=weir`),
    one('search', `${here}/search?q=river`),
    one('page', usual.path),
    one('page, deep', deep.path),
    one('page, led to', led.path),
    one('page, wide', wide.path),
    one('moving', `${usual.path}/moving`),
    one('tending one', `${usual.path}/tending`),
    one('edit', `${usual.path}/edit`),
    one('history', `${usual.path}/revisions`),
    one('revision', `${usual.path}/revisions/3`),
    one('compare', `${usual.path}/compare?from=1&to=5`),
    one('hands', `${usual.path}/authors`),
    one('suggestions', `${usual.path}/suggestions`),
    one('longest', longest.path),
    one('longest, history', `${longest.path}/revisions`),
    one('longest, revision', `${longest.path}/revisions/5`),
    one('longest, compare', `${longest.path}/compare?from=1&to=5`),
    one('longest, hands', `${longest.path}/authors`),
    one('longest, edit', `${longest.path}/edit`),
    one('home', here),
    one('archive', `${here}/pages/archive.zip`),
  ]
}
