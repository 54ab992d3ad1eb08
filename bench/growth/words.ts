import { world } from '../../seeds/world.ts'
import { renderMarkdown } from '../../src/platform/markdown/markdown.ts'
import { copied } from './copy.ts'
import { chooser, type Dice, zipf } from './dice.ts'
import { PHRASE, RARE } from './size.ts'

/** What is said, as COPY reads it: a Markdown source and its rendering. */
export interface Said {
  source: string
  html: string
}

const portuguese = [
  'A água estava turva depois da chuva, e voltámos na manhã seguinte.',
  'Quem pode levar as redes até à ponte no sábado?',
  'Medimos três vezes e o valor foi sempre o mesmo.',
  'Obrigada a todas e a todos: as enguias passaram esta noite.',
]

export const languages = ['en', 'fr', 'pt'] as const
const languageOf = chooser([0.55, 0.35, 0.1])
const paragraphs: Record<string, Said[]> = { en: [], fr: [], pt: portuguese.map(said) }
for (const { messages, lang } of world.discussions)
  for (const message of messages)
    for (const text of message.text.split(/\n{2,}/)) {
      // Those that name someone stay away: people here have other handles. So do lists, which would grow together.
      const plain = /^[\p{L}"“«]/u.test(text) && !text.includes('@') && !text.includes('\n')
      if (plain) paragraphs[message.lang ?? lang]?.push(said(text))
    }

/** Names of plants, brands and hamlets: words that stand in no dictionary, a few of them often, most of them once. */
const VOCABULARY = 20_000
const syllables = 'ba ce do fi gu la me ni po ra sel tan vor win yle zem'.split(' ')
const vocabulary = Array.from({ length: VOCABULARY }, (_, n) =>
  [n % 16, (n >> 4) % 16, (n >> 8) % 16, (n >> 12) % 16].map((i) => syllables[i]).join(''),
)
const nameOf = chooser(zipf(VOCABULARY, 1))
const mentions: Record<string, (name: string) => Said> = {
  en: (name) => said(`We call that ${name} here.`),
  fr: (name) => said(`Chez nous, cela s'appelle ${name}.`),
  pt: (name) => said(`Aqui chamamos-lhe ${name}.`),
}

export function someLanguage(roll: Dice): string {
  return languages[languageOf(roll)]!
}

/** One to three paragraphs in a language, now and then with a word that hardly anyone else writes. */
export function somethingSaid(roll: Dice, lang: string): Said {
  const parts = [roll.one(paragraphs[lang]!)]
  if (roll.onceIn(2)) parts.push(roll.one(paragraphs[lang]!))
  if (roll.onceIn(3)) parts.push(mentions[lang]!(vocabulary[nameOf(roll)]!))
  if (roll.onceIn(2500)) parts.push(said(`Someone found ${RARE} at the ${PHRASE} of the weir.`))
  return parts.length === 1
    ? parts[0]!
    : { source: parts.map((one) => one.source).join('\\n\\n'), html: parts.map((one) => one.html).join('\\n') }
}

/** What everything is about: titles, tags and what they are meant as. */
const openings = world.discussions.map(({ title, tags, intent, lang }) => ({ title, tags, intent, lang }))
export const allTags = [...new Set(openings.flatMap(({ tags }) => tags))]
const tagOf = chooser(zipf(allTags.length, 0.8))

export function someOpening(roll: Dice, lang: string) {
  const { title, intent } = roll.one(openings)
  const tags = [...new Set(Array.from({ length: roll.upTo(4) }, () => allTags[tagOf(roll)]!))]
  return { title: `${title} ${vocabulary[nameOf(roll)]!}`, intent, tags, lang }
}

export const names = world.cast.map(({ name }) => name)

function said(text: string): Said {
  return { source: copied(text), html: copied(renderMarkdown(text)) }
}
