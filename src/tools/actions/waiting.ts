import type { WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './actions.ts'

/** What is one's own to do within a week, or was to be done before: to be closed right there. */
export const mineDue: WaitingSource = async ({ sql, now }, most) => {
  const rows = await sql<
    { id: number; title: string; lang: string; due: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, i.title, i.lang, a.due::text, (case when a.due <= today then a.due else greatest(a.due - 7, i.created_at::date) end)::timestamptz at, s.slug::text, s.name space
    from action a join item i on i.id = a.item_id and i.removed_at is null join space s on s.id = a.space_id
      cross join my_today(${now}) today
    where a.owner_id = (select me()) and a.closed_at is null and a.due <= today + 7
      and a.space_id = any((select writes())::bigint[]) and 'actions' = any(s.tools)
    order by at desc, i.id desc limit ${most}`
  return rows.map(({ id, slug, space, ...row }) => ({
    kind: 'action',
    icon: 'list-todo',
    ...row,
    url: urlOf(slug, id, row.title),
    by: null,
    space: { slug, name: space },
    answers: [
      {
        address: `${urlOf(slug, id, row.title)}/doneness?from=home`,
        words: 'done',
        fields: { on: 'true' },
        undo: true,
      },
    ],
  }))
}

/** For hosts: what is nobody's any more since its owner left. */
export const leftBehind: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ slug: string; space: string; count: number; title: string; at: Date }[]>`
    select s.slug::text, s.name space, count(*)::int count, (array_agg(i.title order by a.left_at desc))[1] title, max(a.left_at) at
    from action a join item i on i.id = a.item_id and i.removed_at is null join space s on s.id = a.space_id
    where a.left_at is not null and a.owner_id is null and a.closed_at is null
      and coalesce(a.space_id = any((select hosts())::bigint[]), false) and s.closed_at is null and 'actions' = any(s.tools)
    group by s.id order by at desc limit ${most}`
  return rows.map(({ slug, space, ...row }) => ({
    kind: 'actions-left',
    icon: 'list-todo',
    ...row,
    url: `/c/${slug}/actions?person=nobody`,
    lang: '',
    by: null,
    space: { slug, name: space },
  }))
}
