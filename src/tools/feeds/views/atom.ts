import { type Xml, xml } from '../xml.ts'

export interface ShownEntry {
  id: string
  url: string
  title: string
  lang: string
  author: { name: string; url: string }
  space: { slug: string; name: string }
  tags: string[]
  publishedAt: string
  updatedAt: string
  html: string
}

export interface ShownContents {
  id: string
  lang: string
  title: string
  subtitle: string
  /** The address of the site, the page beside the feed, the feed itself, and where it goes on. */
  home: string
  page: string
  self: string
  next: string | null
  updatedAt: string
  entries: ShownEntry[]
}

/** A feed as Atom (RFC 4287), with its next page (RFC 5005). */
export function atom(it: ShownContents): Xml {
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${it.lang}">
<id>${it.id}</id>
<title>${it.title}</title>
<subtitle>${it.subtitle}</subtitle>
<updated>${it.updatedAt}</updated>
<generator>Copse</generator>
<link rel="self" type="application/atom+xml" href="${it.self}"/>
<link rel="alternate" type="text/html" href="${it.page}"/>
${it.next ? xml`<link rel="next" type="application/atom+xml" href="${it.next}"/>\n` : undefined}${it.entries.map((one) => entry(it.home, one))}</feed>
`
}

function entry(home: string, one: ShownEntry): Xml {
  return xml`<entry>
<id>${one.id}</id>
<title>${one.title}</title>
<link rel="alternate" type="text/html" href="${one.url}"/>
<author><name>${one.author.name}</name><uri>${home}${one.author.url}</uri></author>
<published>${one.publishedAt}</published>
<updated>${one.updatedAt}</updated>
<category term="${one.space.slug}" scheme="${home}/c/" label="${one.space.name}"/>
${one.tags.map((tag) => xml`<category term="${tag}"/>\n`)}<content type="html" xml:lang="${one.lang}">${one.html}</content>
</entry>
`
}
