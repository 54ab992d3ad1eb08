import type { IcsEvent, Override } from '../../platform/calendar/file.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import type { DateSaid, Event, EventInput } from '../calendar/index.ts'
import { strayDates } from '../calendar/index.ts'
import type { Kept } from './kept.ts'
import { condition } from './names.ts'
import { differing } from './taken.ts'

/** From what a file says of an event to what is kept of it. What a file has no word for stays. */

const MOST = { title: 200, description: 20_000, place: 300, link: 2000 }

/** What is said of an event. @param before as it is, if it is there @throws Refusal for more words than are kept */
export function inputFrom(ctx: Ctx, ics: IcsEvent, before: Event | undefined, page: string | undefined): EventInput {
  const where = placeFrom(ics, before ?? { place: '', link: '' }, page)
  const dates = differing(ics).map(({ original }) => original)
  const stray = strayDates(ics.when as Event['when'], dates).filter((date) => !ics.when.except?.includes(date))
  return {
    ...(before ?? nothing),
    title: titleFrom(ctx, ics.title),
    lang: before?.lang ?? spaceOf(ctx).lang,
    tags: ics.categories,
    when: { ...ics.when, dates: [...(ics.when.dates ?? []), ...stray] },
    description: upTo('description', plainText(ics.description)),
    ...where,
  }
}

const nothing = { way: '', access: '', dialIn: '', format: '', agenda: [], prepare: '', places: null }

function titleFrom(ctx: Ctx, title: string): string {
  return upTo('title', title.trim()) || ctx.locale.t('caldav.untitled')
}

function upTo(what: keyof typeof MOST, text: string): string {
  if (text.length > MOST[what]) throw new Refusal(403, condition('max-resource-size'))
  return text
}

type Where = Pick<EventInput, 'place' | 'link'>

/** Where programs show one line for a place we may have put the link; where they say an address, it may be our page's. */
function placeFrom({ place, url }: { place?: string; url?: string }, before: Where, page: string | undefined): Where {
  const line = asPlace(place ?? '')
  const shown = before.place || before.link
  const said = line === asPlace(shown) ? before : whereIn(line, before)
  const link = url && url !== page && isWeb(url) && url !== before.link ? upTo('link', url) : said.link
  return { place: upTo('place', said.place), link }
}

function whereIn(line: string, before: Where): Where {
  if (isWeb(line)) return { place: before.place, link: upTo('link', line) }
  // Somebody took away what was there: the link, where it stood for a place.
  if (line === '') return { place: '', link: before.place ? before.link : '' }
  return { place: line, link: before.link }
}

const asPlace = (text: string) => oneLine(text.replace(/\s*\n\s*/g, ', '))
const isWeb = (text: string) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)

/** What single dates say otherwise. @param input what is said of all @param before the dates as they are */
export function datesFrom(
  ctx: Ctx,
  ics: IcsEvent,
  input: EventInput,
  before: Kept | undefined,
  page?: string,
): DateSaid[] {
  return differing(ics).map((one) => {
    const was = before?.dates.find(({ original }) => original === one.original)
    // A program that calls a date off says nothing else of it.
    return one.cancelled && was ? { ...wordsOf(was), cancelled: true } : dateFrom(ctx, one, input, page)
  })
}

function dateFrom(ctx: Ctx, one: Override, input: EventInput, page: string | undefined): DateSaid {
  const { original, cancelled, status, starts, ends, title, description, place, url } = one
  const where = placeFrom({ place: place ?? (input.place || input.link), ...(url && { url }) }, input, page)
  return {
    original,
    cancelled: cancelled || status === 'cancelled',
    ...(starts && { starts }),
    ...(ends && { ends }),
    ...(title !== undefined && { title: titleFrom(ctx, title) }),
    ...(description !== undefined && { description: upTo('description', description.trim()) }),
    ...(where.place !== input.place && { place: where.place }),
    ...(where.link !== input.link && { link: where.link }),
  }
}

function wordsOf({ original, starts, ends, moved, ...date }: Kept['dates'][number]): DateSaid {
  const { title, description, place, link } = date
  return {
    original,
    ...(moved && { starts, ends }),
    ...(title !== null && { title }),
    ...(description !== null && { description }),
    ...(place !== null && { place }),
    ...(link !== null && { link }),
  }
}
