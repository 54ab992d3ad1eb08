import { type Html, html, nothing } from '../../platform/html.ts'
import { copied } from '../../ui/copied.ts'
import { layout } from '../../ui/layout.ts'
import { buttonLink, icon, onlyPeople } from '../../ui/parts.ts'
import type { Place } from '../furnished.ts'
import type { Request } from '../request/ctx.ts'
import { placeNav } from './tabs.ts'

/** One program or system of theirs: where it asks for the address, and what is pasted there. */
export interface Program {
  name: string
  how: string
  typed: string
  more?: string
}

interface Computer {
  place: Place['name']
  /** The tab that leads back to what is opened. */
  tab: string
  title: string
  lead: string
  address: string
  /** What one signs in as. */
  account: string
  programs: Program[]
  /** What is good to know. */
  known: string[]
  back: { href: string; words: string }
}

/** How to have something of a space in the programs of one's own computer: the address, the password, where each asks for them. */
export function computerPage(ctx: Request, shown: Computer): Html {
  const { t } = ctx.locale
  const { place, tab, title, lead, address, account, programs, known, back } = shown
  return layout(ctx, {
    title,
    place,
    main: html`${placeNav(ctx, place, tab)}
<div class="title"><h1>${title}</h1><p class="lead">${lead}</p></div>
<section class="stack" aria-labelledby="what"><h2 id="what">${t('computer.needed')}</h2>
${copied(ctx, 'address', t('computer.address'), address)}
${copied(ctx, 'account', t('computer.account'), account)}
<p>${t('computer.password')}</p>
<p>${buttonLink('/me/applications/new', t('computer.password.make'))}</p></section>
<section class="stack" aria-labelledby="how"><h2 id="how">${t('computer.how')}</h2>
<div class="systems stack">${programs.map((one) => programDetails(ctx, one))}</div></section>
<section class="stack" aria-labelledby="then"><h2 id="then">${t('computer.then')}</h2>
<ul>${known.map((one) => html`<li>${one}</li>`)}
<li>${t('computer.end')} <a href="/me/keys#applications">${t('computer.keys')}</a></li></ul></section>
<p><a href="${back.href}">${back.words}</a></p>
${onlyPeople(ctx)}`,
  })
}

function programDetails(ctx: Request, { name, how, typed, more }: Program): Html {
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${name}</summary><div class="stack panel"><p>${how}</p><p><code class="written">${typed}</code></p>${more ? html`<p class="quiet">${more}</p>` : nothing}</div></details>`
}
