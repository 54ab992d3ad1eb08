import { Type as T } from '@sinclair/typebox'
import type { Note, NoteReply } from '../../spine/care/notes.ts'
import { noteKinds } from '../../spine/care/notes.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'

export const NoteSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  kind: T.Union(noteKinds.map((kind) => T.Literal(kind))),
  agreement: T.String(),
  words: T.String(),
  person: PersonSchema,
  by: PersonSchema,
  space: T.Object({ slug: T.String(), name: T.String() }),
  about: nullable(T.Object({ url: T.String(), title: T.String() })),
  replyCount: T.Integer(),
  at: T.String(),
  until: nullable(T.String()),
  endedAt: nullable(T.String()),
  endedBy: nullable(T.String()),
})

export const NoteWithRepliesSchema = T.Object({
  ...NoteSchema.properties,
  replies: T.Array(T.Object({ id: T.Integer(), words: T.String(), author: PersonSchema, at: T.String() })),
})

export type ShownNote = ReturnType<typeof presentNote>
export type ShownNoteWithReplies = ShownNote & { replies: ReturnType<typeof presentReplies> }

/** A note as the API and the pages show it. @param url where whoever looks reads it: there are two sides */
export function presentNote(ctx: Ctx, note: Note, url: string) {
  const { id, kind, agreement, words, slug, space, about, endedBy, leaves, kept, open } = note
  return {
    id,
    url,
    kind,
    agreement,
    words,
    person: cardOf(note.person),
    by: cardOf(note.by),
    space: { slug, name: space },
    about: about && {
      url: `/c/${slug}${ctx.site.itemPath(about.kind, about.itemId, about.title)}/messages/${about.number}`,
      title: about.title,
      lang: about.lang,
    },
    replyCount: note.replies,
    at: note.at.toISOString(),
    until: note.until?.toISOString() ?? null,
    endedAt: note.endedAt?.toISOString() ?? null,
    endedBy,
    leaves,
    kept,
    open,
    /** Its time has passed, and nothing has ended it yet. */
    over: note.until !== null && note.endedAt === null && note.until <= ctx.now,
  }
}

export function presentReplies(replies: NoteReply[]) {
  return replies.map(({ id, words, author, at }) => ({ id, words, author: cardOf(author), at: at.toISOString() }))
}
