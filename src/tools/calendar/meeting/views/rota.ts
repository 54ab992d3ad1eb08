import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { select, verb } from '../../../../ui/form.ts'
import { icon } from '../../../../ui/parts.ts'
import type { EventShown } from '../../views/event.ts'
import { type Part, parts } from '../parts.ts'
import { partNames } from './parts.ts'

/** Some are on site and some online. */
const hybrid = (it: EventShown) => it.place !== '' && (it.link !== '' || it.dialIn !== '')

/**
 * Who does what at a date that is ahead or going on. Where nothing is planned (a walk needs no timekeeper) only a link leads to
 * it.
 */
export function rota(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { meeting } = it
  const taken = meeting.parts.filter(({ part, all }) => part !== 'host' || !all)
  if (it.over || it.cancelled || (!taken.length && !meeting.writes)) return nothing
  const all = html`<a href="${it.url}/parts?date=${it.original}">${t('meeting.parts.others')}</a>`
  const planned = taken.length > 0 || it.agenda.length > 0 || it.format !== ''
  const pairs = hybrid(it) ? buddies(ctx, it) : nothing
  if (!planned) return html`<p class="quiet">${meeting.writes ? all : nothing}</p>${pairs}`
  const shown = parts.filter(
    (part) => taken.some((one) => one.part === part) || (part !== 'host' && (part !== 'buddy' || hybrid(it))),
  )
  const held = shown.filter((part) => taken.some((one) => one.part === part))
  const free = meeting.writes ? shown.filter((part) => !held.includes(part)) : []
  const names = partNames(ctx)
  return html`<section class="stack" aria-labelledby="rota"><h2 id="rota">${t('meeting.parts')}</h2>
${held.length ? html`<ul class="plain-list rota">${held.map((part) => row(ctx, it, part))}</ul>` : nothing}
${free.length ? html`<div class="cluster">${free.map((part) => verb(`${it.url}/parts`, names[part].take, { part, date: it.original, all: 'false' }))}</div>` : nothing}
${meeting.writes ? html`<p class="quiet">${all}</p>` : nothing}</section>${pairs}`
}

function row(ctx: Request, it: EventShown, part: Part): Html {
  const { t } = ctx.locale
  const { name, take } = partNames(ctx)[part]
  const who = it.meeting.parts.filter((one) => one.part === part)
  const mine = who.find(({ person }) => person.id === ctx.me?.id)
  const names = who.map(({ person }, i) => html`${i ? ', ' : ''}<span class="written">${person.name}</span>`)
  const fields = { part, date: it.original, all: String(mine?.all ?? false) }
  const act = mine
    ? verb(
        `${it.url}/parts`,
        html`${t('meeting.lay-down')}<span class="vh">: ${name}</span>`,
        { ...fields, on: 'false' },
        'plain',
      )
    : part === 'buddy'
      ? verb(`${it.url}/parts`, take, fields)
      : nothing
  return html`<li><span>${ctx.locale.rich('meeting.part.of', { part: name, names: html`${names}` })}</span>${it.meeting.writes ? act : nothing}</li>`
}

/** Who on site sees to it that somebody online is heard. */
function buddies(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const { buddies: pairs, writes } = it.meeting
  const coming = it.answers.filter(({ reply, waiting }) => reply === 'yes' && !waiting)
  const online = coming.filter(({ way }) => way === 'online').map(({ person }) => person)
  const onSite = coming.filter(({ way }) => way !== 'online').map(({ person }) => person)
  // A pair is one as long as both come in their ways.
  const held = pairs.filter(
    ({ person, buddy }) => online.some(({ id }) => id === person.id) && onSite.some(({ id }) => id === buddy.id),
  )
  const alone = online.filter(({ id }) => !held.some(({ person }) => person.id === id))
  if (!online.length) return nothing
  const me = ctx.me?.id
  const iAmHere = onSite.some(({ id }) => id === me)
  const address = `${it.url}/buddies`
  const ends = ({ person, buddy }: (typeof held)[number]) =>
    writes && (it.tendsIt || person.id === me || buddy.id === me)
      ? verb(
          address,
          html`${t('meeting.buddy.end')}<span class="vh">: ${person.name}, ${buddy.name}</span>`,
          { person: person.handle, buddy: buddy.handle, on: 'false', date: it.original },
          'plain',
        )
      : nothing
  return html`<section class="stack" aria-labelledby="buddies"><h2 id="buddies">${t('meeting.buddies')}</h2><p class="quiet">${t('meeting.buddies.hint')}</p>
<ul class="plain-list rota">${held.map((pair) => html`<li><span>${ctx.locale.rich('meeting.buddy.of', { buddy: written(pair.buddy.name), name: written(pair.person.name) })}</span>${ends(pair)}</li>`)}
${alone.map((person) => html`<li><span>${ctx.locale.rich('meeting.buddy.none', { name: written(person.name) })}</span>${writes && iAmHere ? verb(address, t('meeting.buddy.take', { name: person.name }), { person: person.handle, date: it.original }) : nothing}</li>`)}</ul>
${writes && it.tendsIt && alone.length && onSite.length ? pairing(ctx, it, alone, onSite) : nothing}</section>`
}

const written = (name: string) => html`<span class="written">${name}</span>`

/** For who sees to it: pairs others. */
function pairing(ctx: Request, it: EventShown, online: Named[], onSite: Named[]): Html {
  const { t } = ctx.locale
  const options = (people: Named[]) => people.map(({ handle, name }): [string, string] => [handle, name])
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('meeting.pair')}</summary><form class="stack" method="post" action="${it.url}/buddies"><input type="hidden" name="date" value="${it.original}">
<div class="pair">${select(ctx, { name: 'person', label: t('calendar.online'), options: options(online) })}${select(ctx, { name: 'buddy', label: t('calendar.on-site'), options: options(onSite) })}</div>
<p><button class="button second" type="submit">${t('meeting.pair')}</button></p></form></details>`
}

interface Named {
  handle: string
  name: string
}
