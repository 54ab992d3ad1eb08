import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { saidIn } from '../src/spine/spaces/introduction.ts'
import type { SeedDiscussion, SeedMembership, SeedMessage } from './types.ts'
import { WORLD_NOW, world } from './world.ts'

const spaces = new Map(world.spaces.map((space) => [space.slug, space]))
const handles = new Set(world.cast.map((person) => person.handle))
const riverKeepers = spaces.get('river-keepers')!
const pictures = new URL('pictures/', import.meta.url)

const membership = (slug: string, who: string) => spaces.get(slug)?.people.find((person) => person.who === who)
const ends = ({ left, until }: SeedMembership) => [left, until].filter((end) => end !== undefined).sort()[0]
const belongs = (person: SeedMembership | undefined, at: string) =>
  person !== undefined && person.joined <= at && at <= (ends(person) ?? WORLD_NOW)

const mentions = (text: string) => [...text.matchAll(/(?<![\w.@])@([a-z]+)/g)].map((match) => match[1]!)
const reactors = (message: SeedMessage) => Object.values(message.reactions ?? {})
const texts = (message: SeedMessage) => [
  message.text,
  ...(message.edited ? [message.edited.before] : []),
  ...(message.pictures ?? []).map((picture) => picture.alt),
]
const moments = (message: SeedMessage) =>
  [message.at, message.edited?.at, message.removed?.at].filter((at) => at !== undefined)

/** Every message with the place where it stands, so that a failure says where to look. */
const said = world.discussions.flatMap((discussion) =>
  discussion.messages.map((message, index) => ({
    discussion,
    message,
    number: index + 1,
    place: `${discussion.title} #${index + 1}`,
  })),
)

type Said = (typeof said)[number]

/** The places where something holds that should not. */
const where = (wrong: (entry: Said) => boolean) => said.filter(wrong).map(({ place }) => place)

const language = (discussion: SeedDiscussion, message: SeedMessage) => message.lang ?? discussion.lang

const frenchWords =
  /(?<![\p{L}’])(?:le|la|les|des|du|une|est|et|je|que|qui|pas|pour|dans|avec|sur|vous|nous|il|elle)(?!\p{L})/giu
const englishWords =
  /(?<![\p{L}’])(?:the|of|and|to|is|was|it|that|with|for|you|we|they|not|have|this|from|are|by)(?!\p{L})/giu
/** Without what is quoted from another language, and without Spanish, which sets its marks tight. */
const frenchOf = (text: string) => text.replace(/^>.*$/gm, '').replace(/¡[^!]*!/g, '')
const count = (text: string, words: RegExp) => text.match(words)?.length ?? 0

describe('an introduction', () => {
  const introduced = world.spaces.flatMap(({ welcome }) => welcome?.introduction ?? [])

  it('is there once, is small, and can be read', () => {
    expect(introduced).toHaveLength(1)
    for (const { make, said } of introduced) {
      expect(make().length).toBeLessThanOrEqual(60_000)
      expect(saidIn(said).captions).not.toBe('')
    }
  })
})

describe('the people', () => {
  it('have one handle, one address and a plausible zone each', () => {
    expect(handles.size).toBe(world.cast.length)
    for (const { handle, name, email, timeZone } of world.cast) {
      const first = name.split(' ')[0]!.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
      expect(handle).toBe(first)
      expect(email).toBe(`${first}@copse.example`)
      expect(Intl.supportedValuesOf('timeZone')).toContain(timeZone)
    }
  })

  it('who belong somewhere, belong once, and after the place began', () => {
    for (const space of world.spaces) {
      expect(new Set(space.people.map(({ who }) => who)).size).toBe(space.people.length)
      expect(space.people.filter(({ who }) => !handles.has(who))).toEqual([])
      expect(space.people.filter(({ joined }) => joined < space.created || joined > WORLD_NOW)).toEqual([])
      expect(membership(space.slug, space.createdBy)?.standing).toBe('host')
    }
  })

  it('of River Keepers are thirty-one at the launch and thirty-four today, one of them from a funder', () => {
    const on = (at: string) => riverKeepers.people.filter((person) => belongs(person, at))
    expect(on('2025-11-08T20:00:00Z')).toHaveLength(31)
    expect(on(WORLD_NOW)).toHaveLength(34)
    expect(on(WORLD_NOW).filter(({ badge }) => badge === 'funder')).toHaveLength(1)
  })

  it('of River Keepers never include Noor, not even by name', () => {
    expect(membership('river-keepers', 'noor')).toBeUndefined()
    const river = world.discussions.filter(({ space }) => space === 'river-keepers')
    expect(JSON.stringify(river)).not.toMatch(/noor/i)
  })
})

describe('what people tell of themselves', () => {
  it('is told by people who exist, in sentences that fit', () => {
    expect(Object.keys(world.profiles).filter((handle) => !handles.has(handle))).toEqual([])
    for (const [handle, { links = [], welcome = '', hidden: _, ...words }] of Object.entries(world.profiles)) {
      expect(
        Object.values(words).filter((text) => text.length > 600),
        handle,
      ).toEqual([])
      expect(welcome.length, handle).toBeLessThanOrEqual(1200)
      expect(
        links.filter(({ url }) => !url.startsWith('https://example.org/')),
        handle,
      ).toEqual([])
    }
    expect(Object.values(world.profiles).filter(({ hidden }) => hidden).length).toBeGreaterThan(3)
  })

  it('is set as French is set', () => {
    expect(JSON.stringify(world.profiles)).not.toMatch(/ [;:!?»]|« |[·•]/)
  })

  it('names in calls for help only people who were there to be asked', () => {
    for (const { space, title, messages, asked = {} } of world.discussions)
      for (const [who, at] of Object.entries(asked)) {
        expect(belongs(membership(space, who), at), `${title}: ${who}`).toBe(true)
        expect(at > messages[0]!.at && at < messages[1]!.at, `${title}: ${who}`).toBe(true)
      }
  })
})

describe('what is said', () => {
  it('is said by people who belong there at that moment', () => {
    expect(where(({ discussion, message }) => !belongs(membership(discussion.space, message.by), message.at))).toEqual(
      [],
    )
  })

  it('is answered with a sign once a person, by others who belong there and had not left', () => {
    const allowed = (entry: Said, who: string) => {
      const person = membership(entry.discussion.space, who)
      // Whoever came later may thank for what was said before.
      return person && who !== entry.message.by && entry.message.at <= (ends(person) ?? WORLD_NOW)
    }
    expect(where((entry) => reactors(entry.message).some((people) => new Set(people).size !== people.length))).toEqual(
      [],
    )
    expect(
      where((entry) => reactors(entry.message).some((people) => !people.every((who) => allowed(entry, who)))),
    ).toEqual([])
    // Bashir is here by email alone, where there is no button to press.
    expect(where(({ message }) => reactors(message).flat().includes('bashir'))).toEqual([])
  })

  it('names only people who are there', () => {
    const wrong = where(({ discussion, message }) =>
      mentions(message.text).some((who) => !belongs(membership(discussion.space, who), message.at)),
    )
    expect(wrong).toEqual([])
    expect(said.filter(({ message }) => mentions(message.text).includes('ada')).length).toBeGreaterThanOrEqual(3)
  })

  it('stands in the order of time, and never after now', () => {
    for (const { title, messages } of world.discussions) {
      const times = messages.map(({ at }) => at)
      expect([...new Set(times)].sort(), title).toEqual(times)
    }
    expect(where(({ message }) => moments(message).some((at) => at > WORLD_NOW || at < message.at))).toEqual([])
    expect(
      where(({ message }) => moments(message).some((at) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at))),
    ).toEqual([])
  })

  it('refers only to numbers that exist', () => {
    expect(
      where(
        ({ message, number }) => message.replyTo !== undefined && (message.replyTo < 1 || message.replyTo >= number),
      ),
    ).toEqual([])
    for (const { title, messages, answer, readBy, space } of world.discussions) {
      const numbers = messages.map((_, index) => index + 1)
      if (answer !== undefined) expect(numbers.slice(1), title).toContain(answer)
      for (const [who, last] of Object.entries(readBy ?? {})) {
        expect(membership(space, who), `${title}: ${who}`).toBeDefined()
        expect([0, ...numbers], `${title}: ${who}`).toContain(last)
        expect(last, `${title}: ${who}`).toBeGreaterThanOrEqual(messages.findLastIndex(({ by }) => by === who) + 1)
      }
    }
  })

  it('carries its language when that is not the language of the discussion', () => {
    const wrong = where(({ discussion, message }) => {
      const french = count(message.text, frenchWords)
      const english = count(message.text, englishWords)
      const clear = Math.max(french, english) > 2 * Math.min(french, english)
      return clear && language(discussion, message) !== (french > english ? 'fr' : 'en')
    })
    expect(wrong).toEqual([])
    expect(where(({ discussion, message }) => message.lang === discussion.lang)).toEqual([])
  })

  it('is set as French is set: no midpoint forms, no breaking space before high punctuation', () => {
    expect(where(({ message }) => texts(message).some((text) => /[·•]/.test(text)))).toEqual([])
    expect(where(({ message }) => texts(message).some((text) => / [;:!?»]|« /.test(text)))).toEqual([])
    const bare = where(
      ({ discussion, message }) =>
        language(discussion, message) === 'fr' &&
        count(message.text, englishWords) === 0 &&
        /\p{L}[;!?]/u.test(frenchOf(message.text)),
    )
    expect(bare).toEqual([])
  })

  it('describes every picture, and every picture is shown', () => {
    const shown = said.flatMap(({ message }) => message.pictures ?? [])
    for (const { file, alt } of shown) {
      const url = new URL(file, pictures)
      expect(existsSync(url), file).toBe(true)
      expect(alt.length, file).toBeGreaterThan(80)
      expect(readFileSync(url, 'utf8')).not.toMatch(
        /<(script|text|image|foreignObject|style)\b|href=|url\((?!#)|\son\w+=/i,
      )
    }
    expect(shown.map(({ file }) => file).sort()).toEqual(readdirSync(pictures).sort())
  })
})

describe('how far people have read', () => {
  /** Discussions with something new for someone, as their list says. */
  const unread = (who: string) =>
    world.discussions.filter(({ space, messages, readBy = {}, hearing = {} }) => {
      const person = membership(space, who)
      if (!person || person.left || hearing[who] === 'muted' || messages.at(-1)!.at < person.joined) return false
      const here = world.lastHere[who] ?? ''
      const own = messages.findLastIndex(({ by }) => by === who) + 1
      const read = readBy[who] ?? Math.max(own, messages.filter(({ at }) => at <= here).length)
      return read < messages.length
    }).length

  it('is told of everyone who belongs somewhere still, and of a time when they did', () => {
    const there = world.spaces.flatMap(({ slug, people }) => people.map((person) => ({ slug, ...person })))
    for (const [who, at] of Object.entries(world.lastHere)) {
      expect(
        there.some((person) => person.who === who && belongs(person, at)),
        who,
      ).toBe(true)
    }
    const silent = riverKeepers.people.filter(({ who, left }) => !left && !world.lastHere[who])
    expect(silent).toEqual([])
  })

  it('is as one would expect: Ada nearly all, Luc less, Bashir little, and nobody misses nothing at all', () => {
    const [ada, luc, bashir, tobias] = ['ada', 'luc', 'bashir', 'tobias'].map(unread) as [
      number,
      number,
      number,
      number,
    ]
    expect(ada).toBeLessThanOrEqual(4)
    expect(luc).toBeGreaterThan(1)
    expect(bashir).toBeGreaterThan(luc)
    expect(bashir).toBeGreaterThanOrEqual(6)
    expect(tobias).toBeGreaterThan(2)
    const news = riverKeepers.people.filter(({ left }) => !left).map(({ who }) => unread(who))
    expect(news.filter((count) => count === 0).length).toBeLessThan(news.length / 3)
    expect(Math.max(...news)).toBeLessThan(world.discussions.length - 2)
  })

  it('goes along with feeds of places they are in', () => {
    for (const { who, space } of world.feeds)
      expect(space ? belongs(membership(space, who), WORLD_NOW) : handles.has(who), who).toBe(true)
  })
})

describe('the discussions', () => {
  it('are the ten of the story, and a few more', () => {
    const titles = world.discussions.filter(({ space }) => space === 'river-keepers').map(({ title }) => title)
    expect(titles).toEqual(
      expect.arrayContaining([
        'What does a healthy bank sound like?',
        'Brown water after rain: soil or sewage?',
        'Can we open the weir before eel season?',
        'I lost forty metres of bank. Now what?',
        'Sandbags at 3 a.m.: what I’d do differently',
        'About that photo',
        'Who speaks for us at the council?',
        'Mots de rivière / river words',
        'A class on the gravel bar, without speech',
        'The eel is here!',
      ]),
    )
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('carry tidy tags', () => {
    for (const { tags } of world.discussions) for (const tag of tags) expect(tag).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })
})

describe('the library', () => {
  const keys = world.pages.map(({ key }) => key)

  it('has each page after the one it lies under and the one it translates, each key once', () => {
    expect(new Set(keys).size).toBe(keys.length)
    for (const [nth, { key, under, of }] of world.pages.entries())
      for (const other of [under, of]) if (other) expect([key, keys.indexOf(other) < nth]).toEqual([key, true])
  })

  it('is written by people who belonged then, and by nobody after now', () => {
    const acts = world.pages.flatMap(({ key, space, by, at, changes = [], comments = [] }) =>
      [{ by, at }, ...changes, ...comments].map((act) => ({ key, space, by: act.by, at: act.at })),
    )
    expect(acts.filter(({ space, by, at }) => !belongs(membership(space, by), at) || at > WORLD_NOW)).toEqual([])
  })

  it('has links and questions of people who belonged then, with addresses and titles of their own', () => {
    const { links, gaps } = world
    const acts = [...links, ...gaps].flatMap(({ by, at, comments = [] }) => [{ by, at }, ...comments])
    const more = gaps.flatMap(({ taken, answer }) => [taken, answer].filter((act) => act !== undefined))
    expect(
      [...acts, ...more].filter(({ by, at }) => !belongs(membership('river-keepers', by), at) || at > WORLD_NOW),
    ).toEqual([])
    expect(new Set(links.map(({ address }) => address)).size).toBe(links.length)
    const known = new Set(world.pages.map(({ title }) => title))
    expect(gaps.flatMap(({ answer }) => (answer && !known.has(answer.title) ? [answer.title] : []))).toEqual([])
    for (const { wishes, by } of gaps)
      expect([by, wishes.filter((who) => who === by || !membership('river-keepers', who))]).toEqual([by, []])
  })

  it('has thanks of people who belonged then, to others who did', () => {
    const acts = world.thanks.flatMap(({ by, to, at, comments = [] }) => [
      { by, at },
      ...(to === null ? [] : [{ by: to, at }]),
      ...comments,
    ])
    expect(acts.length).toBeGreaterThan(10)
    expect(acts.filter(({ by, at }) => !belongs(membership('river-keepers', by), at) || at > WORLD_NOW)).toEqual([])
    expect(world.thanks.filter(({ by, to }) => by === to)).toEqual([])
  })

  it('has actions of people who belonged then, from messages that were said before', () => {
    for (const { space, by, at, owner, about, closed } of world.actions) {
      const acts = [{ by, at }, ...(owner ? [{ by: owner, at }] : []), ...(closed ? [closed] : [])]
      const strange = acts.filter((act) => !belongs(membership(space, act.by), act.at) || act.at > WORLD_NOW)
      expect([by, strange]).toEqual([by, []])
      const from = world.discussions.find((one) => one.space === space && one.title === about.discussion)
      expect([about, (from?.messages[about.number - 1]?.at ?? at) < at]).toEqual([about, true])
      expect(closed === undefined || closed.at > at).toBe(true)
    }
  })

  it('looks after itself with people who are there', () => {
    const stewards = world.pages.flatMap(({ space, steward }) => (steward ? [membership(space, steward)] : []))
    expect(stewards.every((one) => one && one.standing !== 'guest' && ends(one) === undefined)).toBe(true)
  })
})
