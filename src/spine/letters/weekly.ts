import type { Sql } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import type { Clock } from '../../ui/time.ts'
import { whyItWaits } from '../../ui/waiting.ts'
import { siteAddress } from '../people/mailing.ts'
import type { Me } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { asPerson } from '../request/transaction.ts'
import { allWaiting, type Waiting } from '../waiting.ts'
import type { Block } from './paper.ts'
import type { Mail, Written } from './sending.ts'
import { letterEnd, listHeaders } from './stopping.ts'

/** What a tool asks when a community's letter is written; in the reader's name, in the community and their circles there. */
interface WeeklyAsking {
  site: Site
  sql: Sql
  now: Date
  locale: Locale
  /** Of the reader. */
  timeZone: string
  /** From when on; null in the first letter, which shows what there is. */
  since: Date | null
}

/** What a tool has for a community's letter: a heading and what stands under it. */
interface WeeklySection {
  heading: string
  entries: { title: string; url: string; line: string; lang: string; excerptHtml?: string }[]
}
export type WeeklySource = (asking: WeeklyAsking) => Promise<WeeklySection | undefined>

/** Names that a letter says; more are counted. */
const MOST_NAMES = 8

interface Place {
  slug: string
  name: string
  purpose: string
  people: number
  hosts: string[]
  joined: string[]
  joinedCount: number
}

/**
 * The letter of one community: what waits there, what is new since the last one, who came. When there is nothing to tell,
 * none is sent. The first one tells a newcomer what there is.
 */
export async function weeklyLetter(site: Site, mail: Mail, locale: Locale): Promise<Written | undefined> {
  const slug = await slugOf(site, mail)
  if (slug === undefined) return undefined
  return asPerson(
    site.database.app,
    mail.personId!,
    slug,
    (sql, me) => written(site, mail, locale.withHours(me.hours), sql, me, slug),
    true,
  )
}

async function written(
  site: Site,
  mail: Mail,
  locale: Locale,
  sql: Sql,
  me: Me,
  slug: string,
): Promise<Written | undefined> {
  const { t } = locale
  const home = siteAddress(site)
  const asking = { site, sql, now: new Date() }
  const [place] = await placeOf(sql, slug, mail.since, me.id)
  if (!place) return undefined
  const waiting = await allWaiting(site.waiting, asking, 5)
  const found = await Promise.all(
    site.weekly.map((source) => source({ ...asking, locale, timeZone: me.timeZone, since: mail.since })),
  )
  const sections = found.filter((section) => section?.entries.length) as WeeklySection[]
  const first = mail.since === null
  if (!first && !waiting.length && !sections.length && !place.joinedCount) return undefined
  return {
    subject: t(first ? 'letter.weekly.first' : 'letter.weekly.subject', { community: place.name }),
    blocks: [
      ...(mail.since ? since(locale, place, mail.since, me.timeZone) : welcome(locale, place, me.name)),
      ...(waiting.length
        ? [
            heading(t('letter.weekly.waiting')),
            ...waiting.map((one) => waitingEntry({ locale, now: asking.now, timeZone: me.timeZone }, home, one)),
          ]
        : []),
      ...sections.flatMap((section) => [
        heading(section.heading),
        ...section.entries.map((one): Block => ({ kind: 'entry', ...one, url: home + one.url })),
      ]),
      ...(!first && place.joinedCount ? newcomers(locale, place) : []),
      { kind: 'button', words: t('letter.weekly.go', { community: place.name }), url: `${home}/c/${slug}` },
      ...letterEnd(site, mail, locale, t('letter.weekly.why', { community: place.name })),
    ],
    headers: listHeaders(site, mail, place),
  }
}

/** The community's address, if the person still belongs there. */
async function slugOf(site: Site, mail: Mail): Promise<string | undefined> {
  return asPerson(site.database.app, mail.personId!, null, async (sql) => {
    const [row] = await sql<{ slug: string }[]>`select slug::text from space where id = ${mail.subjectId}`
    return row?.slug
  })
}

function placeOf(sql: Sql, slug: string, since: Date | null, me: number): Promise<Place[]> {
  const came = sql`from membership m join person p on p.id = m.person_id where m.space_id = s.id and m.ended_at is null and m.standing <> 'guest'
    and m.person_id <> ${me} and m.joined_at > ${since ?? new Date()}`
  return sql<Place[]>`
    select s.slug::text, s.name, s.purpose, s.people,
      array(select p.name from membership m join person p on p.id = m.person_id where m.space_id = s.id and m.standing = 'host' and m.ended_at is null order by m.joined_at limit 5) hosts,
      array(select p.name ${came} order by m.joined_at limit ${MOST_NAMES}) joined, (select count(*)::int ${came}) joined_count
    from space s where s.slug = ${slug}`
}

const heading = (text: string): Block => ({ kind: 'heading', text })

function since(locale: Locale, place: Place, when: Date, timeZone: string): Block[] {
  const date = locale.date(when, timeZone, { weekday: 'long', day: 'numeric', month: 'long' })
  return [{ kind: 'words', text: locale.t('letter.weekly.since', { community: place.name, date }) }]
}

function welcome(locale: Locale, place: Place, name: string): Block[] {
  const { t } = locale
  return [
    {
      kind: 'words',
      text: t('letter.weekly.hello', {
        name,
        community: place.name,
        count: place.people,
        hosts: locale.list(place.hosts),
        tending: place.hosts.length,
      }),
    },
    ...(place.purpose ? [{ kind: 'note' as const, text: place.purpose }] : []),
    { kind: 'words', text: t('letter.weekly.begin') },
  ]
}

function waitingEntry(clock: Clock, home: string, one: Waiting): Block {
  return {
    kind: 'entry',
    title: one.title,
    url: home + one.url,
    line: whyItWaits(clock, one),
    lang: one.lang,
  }
}

function newcomers(locale: Locale, place: Place): Block[] {
  const { t } = locale
  const more = place.joinedCount - place.joined.length
  const others = more > 0 ? [t('letter.weekly.others', { count: more })] : []
  return [heading(t('letter.weekly.people')), { kind: 'words', text: locale.list([...place.joined, ...others]) }]
}
