import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../../platform/http/problems.ts'
import { newcomerIn } from '../../../spine/care/newcomers.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { get, page, post, type Upload } from '../../../spine/request/route.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { importedPage, importPage, previewPage } from '../views/import.ts'
import { MOST, MOST_BYTES, planned } from './planned.ts'
import { take, takeTurns } from './taking.ts'

const path = '/c/:space/calendar/import'

const Refused = T.Array(T.Object({ title: T.String(), why: T.String() }))

/** Dates out of a file of another calendar: first what would come is shown, then it is taken. */
export const importRoutes = [
  get(path, {
    access: 'writer',
    summary: 'The form for bringing dates from a file of another calendar',
    response: T.Object({ most: T.Integer() }),
    async handle(ctx) {
      mustStart(ctx)
      return page({ most: MOST }, () => importPage(ctx, MOST))
    },
  }),

  post(path, {
    access: 'writer',
    summary:
      'What a file (iCalendar) would bring: which dates, and what cannot be taken; with `take` they are taken, all or none. An event that is here is changed where you see to it',
    files: true,
    long: true,
    body: T.Object({ text: T.Optional(T.String({ maxLength: MOST_BYTES })), take: T.Optional(T.Boolean()) }),
    response: T.Object({
      taken: T.Boolean(),
      added: T.Integer(),
      changed: T.Integer(),
      events: T.Array(
        T.Object({
          title: T.String(),
          state: T.String(),
          starts: T.String(),
          ends: T.String(),
          zone: nullable(T.String()),
          rule: nullable(T.String()),
        }),
      ),
      refused: Refused,
    }),
    async handle(ctx, { body, files }) {
      mustStart(ctx)
      if (await newcomerIn(ctx)) throw invalid('file', 'not-yet-known')
      const text = files[0] ? await textOf(ctx, files[0]) : (body.text ?? '')
      if (!text.trim()) throw invalid('file', 'no-calendar')
      if (body.take) await takeTurns(ctx)
      const { plans, refused } = await planned(ctx, text)
      const events = plans.map(({ state, input: { title, when } }) => {
        const { starts, ends, zone, rule } = when
        return { title, state, starts, ends, zone, rule }
      })
      const many = (state: string) => events.filter((event) => event.state === state).length
      if (!body.take) {
        const data = { taken: false, added: many('new'), changed: many('changed'), events, refused }
        return page(data, () => previewPage(ctx, { ...data, text }))
      }
      const data = { taken: true, ...(await take(ctx, plans)), events, refused }
      return page(data, () => importedPage(ctx, data), { address: `/c/${spaceOf(ctx).slug}/calendar` })
    },
    form: async (ctx, again) => importPage(ctx, MOST, again),
  }),
]

async function textOf(ctx: Request, file: Upload): Promise<string> {
  if (file.bytes > MOST_BYTES) throw invalid('file', 'calendar-too-much')
  const chunks: Buffer[] = []
  for await (const chunk of ctx.site.blobs.read(file.hash)) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8').replaceAll('\u0000', '')
  return text
}
