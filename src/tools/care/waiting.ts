import type { WaitingSource } from '../../spine/waiting.ts'

/** For hosts: what was reported and nobody has looked at, counted by space. */
export const reportsWait: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ slug: string; space: string; count: number; at: Date }[]>`
    select s.slug::text, s.name space, count(distinct (r.space_id, r.thing))::int count, max(r.at) at
    from space s cross join lateral (select tended_spaces(s.id) id) t join report r on r.space_id = t.id and r.settled_at is null
    where s.id = any((select hosts())::bigint[]) and r.person_id <> (select me()) and tended_in(r.space_id, r.person_id) = s.id
    group by s.id order by at desc limit ${most}`
  return rows.map(({ slug, space, count, at }) => ({
    kind: 'reported',
    icon: 'flag',
    url: `/c/${slug}/reports`,
    title: space,
    lang: '',
    by: null,
    count,
    at,
    space: { slug, name: space },
  }))
}

/** What hosts wrote to me that I have not read, or what they answered; also from where I may not read now. */
export const hostsWrote: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ id: number; reason: string; slug: string; space: string; at: Date }[]>`
    select n.id, max(t.reason) reason, w.slug, w.space, max(t.at) at
    from notification t join host_note n on n.id = t.subject_id and n.person_id = (select me()) join my_notes() w on w.id = n.id
    where t.person_id = (select me()) and t.read_at is null and t.reason in ('warned', 'suspended', 'note-answered')
      and (coalesce(current_setting('copse.everywhere', true), 'true') <> 'false' or n.space_id = any((select reads())::bigint[]))
    group by n.id, w.slug, w.space order by at desc limit ${most}`
  return rows.map(({ id, slug, space, at }) => ({
    kind: 'hosts-wrote',
    icon: 'mail',
    url: `/me/notes/${id}`,
    title: space,
    lang: '',
    by: null,
    at,
    space: { slug, name: space },
  }))
}
