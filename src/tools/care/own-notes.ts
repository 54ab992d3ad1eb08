import { Type as T } from '@sinclair/typebox'
import { answerNote, endSuspension, leaveSuspended, markNoteRead, myNote, repliesTo } from '../../spine/care/notes.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import type { Again } from '../../ui/form.ts'
import { Words } from './notes.ts'
import { NoteWithRepliesSchema, presentNote, presentReplies } from './present.ts'
import { ownNotePage } from './views/own-note.ts'

const path = '/me/notes/:note'
const One = T.Object({ note: T.Integer() })

/** What hosts wrote to me, to read and answer from wherever I am: also from outside, while I am suspended. */
export const ownNotes = [
  get(path, {
    access: 'person',
    summary: 'What the hosts of a place wrote to you, and what was answered; open to you while you are suspended there',
    everything: true,
    params: One,
    response: NoteWithRepliesSchema,
    async handle(ctx, { params }) {
      const it = await shown(ctx, params.note)
      return page(it, () => ownNotePage(ctx, it))
    },
  }),

  post(`${path}/replies`, {
    access: 'person',
    summary: 'Answer what hosts wrote to you; all hosts of the place read it',
    everything: true,
    params: One,
    body: Words,
    response: Url,
    async handle(ctx, { params, body }) {
      const note = await myNote(ctx, params.note)
      await answerNote(ctx, note, body.words)
      await markNoteRead(ctx, note)
      return done(addressOf(params.note), { url: addressOf(params.note) })
    },
    form: async (ctx, { params, typed, errors }) =>
      ownNotePage(ctx, await shown(ctx, Number(params.note)), { typed, errors } as Again),
  }),

  post(`${path}/reading`, {
    access: 'person',
    summary: 'Note that you have read it',
    everything: true,
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      await markNoteRead(ctx, await myNote(ctx, params.note))
      return done(addressOf(params.note), { url: addressOf(params.note) })
    },
  }),

  post(`${path}/ending`, {
    access: 'person',
    summary: 'Come in again when your suspension is over, where nothing has let you in yet',
    everything: true,
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      const note = await myNote(ctx, params.note)
      await endSuspension(ctx, note)
      return done(`/c/${note.slug}`, { url: `/c/${note.slug}` })
    },
  }),

  post(`${path}/leaving`, {
    access: 'person',
    summary: 'Leave the place for good while you are suspended there',
    everything: true,
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      await leaveSuspended(ctx, await myNote(ctx, params.note))
      return done(addressOf(params.note), { url: addressOf(params.note) })
    },
  }),
]

function addressOf(id: number): string {
  return `/me/notes/${id}`
}

export type OwnNote = Awaited<ReturnType<typeof shown>>

async function shown(ctx: Request, id: number) {
  const note = await myNote(ctx, id)
  const replies = await repliesTo(ctx, id)
  const [told] = await ctx.sql<[{ unread: boolean; hosts: string[] }]>`
    select note_hosts(${id}) hosts, exists (select from notification where person_id = (select me()) and subject_id = ${id} and read_at is null
      and reason in ('warned', 'suspended', 'suspension-over', 'note-answered')) unread`
  return {
    ...presentNote(ctx, note, addressOf(id)),
    replies: presentReplies(replies),
    unread: told.unread,
    hosts: told.hosts,
  }
}
