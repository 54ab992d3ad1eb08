import { Parser } from 'htmlparser2'
import { escaped } from '../../platform/html.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { withoutUnseen } from '../../platform/unseen.ts'

/** How much of a page is looked at for what it says of itself. */
const HEAD = 512 * 1024
/** How many signs of a text in it are gathered. */
const LONGEST = 2000
const LONGEST_TITLE = 180
const LONGEST_SITE = 60
const LONGEST_DESCRIPTION = 200

/** What a page says of itself in its head, each on one line, without signs that nobody sees. */
export interface Head {
  title: string | undefined
  site: string | undefined
  description: string | undefined
  lang: string | undefined
}

/** What it shows to others first (OpenGraph), then what is for everybody. */
export function headIn(markup: string): Head {
  const said = new Map<string, string>()
  const say = (name: string, text = '') => {
    if (text.trim() && !said.has(name)) said.set(name, text.slice(0, LONGEST))
  }
  let title: string | undefined
  let within = false
  // A parser, as foreign markup makes expressions look at the same signs again and again.
  const parser = new Parser({
    onopentag(name, { property, name: called, content, lang }) {
      if (name === 'html') say('lang', lang)
      if (name === 'meta') say((property ?? called ?? '').toLowerCase(), content)
      if (name === 'title' && title === undefined) {
        title = ''
        within = true
      }
    },
    ontext(text) {
      if (within && title!.length < LONGEST) title += text
    },
    onclosetag(name) {
      if (name === 'title') within = false
    },
  })
  parser.end(markup.slice(0, HEAD))
  const line = (text: string | undefined, most: number) =>
    text ? withoutUnseen(excerptOf(escaped(text.slice(0, LONGEST)), most)).trim() || undefined : undefined
  return {
    title: line(said.get('og:title') ?? title, LONGEST_TITLE),
    site: line(said.get('og:site_name') ?? said.get('application-name'), LONGEST_SITE),
    description: line(said.get('og:description') ?? said.get('description'), LONGEST_DESCRIPTION),
    lang: /^[a-z]{2,3}\b/i.exec(said.get('lang') ?? '')?.[0].toLowerCase(),
  }
}
