import { invalid } from '../../../platform/http/problems.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { escapeInline } from '../../../platform/markdown/escape.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { writePage } from '../../pages/index.ts'
import { type EventRow, eventRow } from '../event-row.ts'
import type { Event } from '../events.ts'
import { saidDay, saidWhen } from '../said.ts'
import { type Dated, mustHaveBegun } from './dated.ts'
import { type MeetingRow, meetingRow } from './row.ts'

/** So many days those who could not come may add, where nobody says otherwise. */
const USUAL_DAYS = 7
const DAY_MS = 86_400_000
const LONGEST_TITLE = 140

/** Whether minutes can be made here: they are pages. */
export function hasPages(ctx: Ctx): boolean {
  return spaceOf(ctx).tools.includes('pages')
}

/**
 * Makes the page of minutes of a date, with what is known: when it was, who came, the questions. Where there is one it stays.
 * @param days for which those who could not come are asked to add
 * @returns its id and address @throws Invalid before it has begun, and where the space has no pages; 403 for guests
 */
export async function makeMinutes(ctx: Ctx, event: Event, dated: Dated, days = USUAL_DAYS) {
  mustHaveBegun(ctx, dated, 'minutes')
  if (!hasPages(ctx)) throw invalid('minutes', 'minutes-without-pages')
  // Whoever taps at the same moment waits here, and finds the page.
  await nextModseq(ctx, event)
  const [row] = await eventRow(ctx.sql, event.id, dated.original, ctx.now)
  const [held] = await meetingRow(ctx.sql, event.id, dated.original, ctx.now)
  if (held!.minutes) return { id: held!.minutes.id, url: minutesUrl(ctx, held!.minutes) }
  const until = new Date(ctx.now.getTime() + days * DAY_MS)
  const locale = ctx.site.localeFor(event.lang)
  const title = (row!.date.title ?? event.title).slice(0, LONGEST_TITLE)
  const day = saidDay(locale, row!.starts.slice(0, 10), new Date(0))
  const made = await writePage(ctx, {
    title: locale.t('meeting.minutes.page', { title, day }),
    text: minutesText(locale, row!, held!, { until, now: ctx.now, home: event.url }),
    lang: event.lang,
    tags: event.tags,
    template: 'minutes',
  })
  await ctx.sql`
    insert into minutes (event_id, space_id, original, page_id, person_id, comments_until)
    values (${event.id}, ${event.spaceId}, ${dated.original}, ${made.id}, ${meOf(ctx).id}, ${until})
    on conflict (event_id, original) do update set page_id = excluded.page_id, person_id = excluded.person_id, comments_until = excluded.comments_until`
  return made
}

/** The address of a page of minutes. */
export function minutesUrl(ctx: Ctx, page: { id: number; title: string }): string {
  return `/c/${spaceOf(ctx).slug}${ctx.site.itemPath('page', page.id, page.title)}`
}

/** What minutes begin with: what is known already, and a heading for each question that was asked. */
function minutesText(
  locale: Locale,
  row: EventRow,
  held: MeetingRow,
  { until, now, home }: { until: Date; now: Date; home: string },
): string {
  const { t } = locale
  const zone = row.zone ?? 'UTC'
  const place = row.date.place ?? row.place
  const took = held.parts.filter(({ part }) => part === 'notes').map(({ person }) => person)
  const said = row.answers.filter(({ reply }) => reply === 'yes').map(({ person }) => person)
  const people = (key: string, list: { name: string }[]) => (list.length ? [`${key} ${names(locale, list)}`] : [])
  const facts = [
    `[${saidWhen(locale, row, zone, now)}](${home}${row.repeats ? `?date=${row.date.original}` : ''})${place ? `, ${escapeInline(place)}` : ''}`,
    ...(held.came.length ? people(t('meeting.minutes.came'), held.came) : people(t('meeting.minutes.said'), said)),
    ...people(t('meeting.minutes.notes'), took),
  ]
  const asked = (row.date.agenda ?? row.agenda).map(({ ask }) => escapedLine(ask))
  const headings = asked.length ? asked : [t('meeting.minutes.heard')]
  return [
    ...facts.map((fact) => `- ${fact}`),
    ...[...headings, t('meeting.minutes.decisions'), t('meeting.minutes.actions')].map(
      (heading) => `\n## ${heading}\n`,
    ),
    `\n## ${t('meeting.minutes.until')}\n`,
    t('meeting.minutes.add', { day: saidDay(locale, until.toISOString().slice(0, 10), now) }),
  ].join('\n')
}

const names = (locale: Locale, people: { name: string }[]) => locale.list(people.map(({ name }) => escapedLine(name)))
const escapedLine = (text: string) => escapeInline(oneLine(text))
