import { toGreet } from '../../spine/spaces/greeting.ts'
import { myInvitations } from '../../spine/spaces/invitations.ts'
import type { WaitingSource } from '../../spine/waiting.ts'

/** Invitations by name. */
export const invitedByName: WaitingSource = async ({ sql }) => {
  const invited = await myInvitations({ sql })
  return invited.map((one) => ({
    kind: 'invited',
    icon: 'mail',
    url: `/c/${one.slug}/door`,
    title: one.space,
    lang: '',
    by: one.by,
    at: one.at,
    space: { slug: one.slug, name: one.space },
    answers: [
      { address: `/invitations/${one.id}/acceptance`, words: 'join' },
      { address: `/invitations/${one.id}/declining`, words: 'not-now', kind: 'plain' },
    ],
  }))
}

/** For hosts: people at the door, counted by space. */
export const peopleAtTheDoor: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<{ slug: string; space: string; names: string[]; count: number; at: Date }[]>`
    select s.slug::text, s.name space, (array_agg(p.name order by r.id))[1:3] names, count(*)::int count, max(r.created_at) at
    from join_request r join space s on s.id = r.space_id join person p on p.id = r.person_id
    where r.state = 'waiting' and r.space_id = any((select hosts())::bigint[]) group by s.id order by at desc limit ${most}`
  return rows.map((row) => ({
    kind: 'at-the-door',
    icon: 'door-open',
    url: `/c/${row.slug}/requests`,
    title: row.names.join(', '),
    lang: '',
    by: null,
    count: row.count,
    at: row.at,
    space: { slug: row.slug, name: row.space },
  }))
}

/** For hosts: who came lately and was not greeted yet. */
export const newcomersToGreet: WaitingSource = async ({ sql, now }, most) => {
  const newcomers = await toGreet({ sql, now }, most)
  return newcomers.map((one) => ({
    kind: 'to-greet',
    icon: 'sprout',
    url: `/people/${one.handle}`,
    title: one.name,
    lang: '',
    by: null,
    at: one.joinedAt,
    space: { slug: one.slug, name: one.space },
    answers: [{ address: `/c/${one.slug}/members/${one.handle}/greeting`, words: 'greeted', kind: 'plain' }],
  }))
}
