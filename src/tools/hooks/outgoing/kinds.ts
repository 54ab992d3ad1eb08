import { Type as T } from '@sinclair/typebox'

/** What hosts choose from: the database knows which verbs of `activity` belong to each (`outgoing_kind()`). */
export const outgoingKinds = ['talk', 'messages', 'library', 'dates', 'actions', 'announcements'] as const
export type OutgoingKind = (typeof outgoingKinds)[number]

/** One or several of them. */
export const KindsSchema = T.Array(T.Union(outgoingKinds.map((kind) => T.Literal(kind))), {
  maxItems: outgoingKinds.length,
})
