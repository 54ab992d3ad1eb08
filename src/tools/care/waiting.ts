import type { WaitingSource } from '../../spine/waiting.ts'

/** For hosts: what was reported and nobody has looked at, counted by space. */
export const reportsWait: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ slug: string; space: string; names: string[]; count: number; at: Date }[]>`
    select s.slug::text, s.name space, (array_agg(distinct p.name))[1:3] names, count(distinct (r.space_id, r.thing))::int count, max(r.at) at
    from space s cross join lateral (select tended_spaces(s.id) id) t join report r on r.space_id = t.id and r.settled_at is null join person p on p.id = r.person_id
    where s.id = any((select hosts())::bigint[]) and r.person_id <> (select me()) and listening_in(r.space_id, r.person_id) = s.id
    group by s.id order by at desc limit ${most}`
  return rows.map(({ slug, space, names, count, at }) => ({
    kind: 'reported',
    icon: 'flag',
    url: `/c/${slug}/reports`,
    title: names.join(', '),
    lang: '',
    by: null,
    count,
    at,
    space: { slug, name: space },
  }))
}

/** What hosts wrote to me that I have not read, or what they answered; and, while it lasts, a suspension. */
export const hostsWrote: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ id: number; kind: string; slug: string; space: string; at: Date }[]>`
    select n.id, case when bool_or(t.id is not null) then 'hosts-wrote' else 'suspended' end kind, w.slug, w.space, coalesce(max(t.at), n.at) at
    from my_notes() w join host_note n on n.id = w.id
    left join notification t on t.person_id = (select me()) and t.subject_id = n.id and t.read_at is null and t.reason in ('warned', 'suspended', 'note-answered')
    where n.person_id = (select me()) and (t.id is not null or (n.kind = 'suspension' and n.ended_at is null))
      and (coalesce(current_setting('copse.everywhere', true), 'true') <> 'false' or n.space_id = any((select reads())::bigint[]))
    group by n.id, w.slug, w.space order by at desc limit ${most}`
  return rows.map(({ id, kind, slug, space, at }) => ({
    kind,
    icon: kind === 'suspended' ? 'clock' : 'mail',
    url: `/me/notes/${id}`,
    // A line that goes into letters says where, and nothing of what hosts wrote.
    title: space,
    lang: '',
    by: null,
    at,
    space: { slug, name: space },
  }))
}
