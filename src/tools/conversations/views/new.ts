import { type Html, html, nothing } from '../../../platform/html.ts'
import type { PersonCard } from '../../../spine/people/cards.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon, onlyYouAnd } from '../../../ui/parts.ts'
import type { Choosing } from '../choosing.ts'
import { MOST_OTHERS } from '../conversations.ts'

/** Choosing whom one writes to, and the first words. */
export function newPage(ctx: Request, it: Choosing, again: Again = {}): Html {
  const { t } = ctx.locale
  const names = it.chosen.map(({ name }) => name)
  return layout(ctx, {
    title: t('conversations.new'),
    main: html`<div class="title"><h1>${names.length ? t('conversations.new.to', { names: ctx.locale.list(names) }) : t('conversations.new')}</h1></div>
${problems(ctx, again)}
${names.length || again.typed?.text ? writing(ctx, it, again) : nothing}
${it.chosen.length < MOST_OTHERS && (names.length || !again.typed?.text) ? offering(ctx, it) : nothing}`,
  })
}

function writing(ctx: Request, { chosen, offered }: Choosing, again: Again): Html {
  const { t } = ctx.locale
  const without = (handle: string) => addressWith(chosen.filter((one) => one.handle !== handle))
  return html`<section class="stack" aria-label="${t('conversations.new')}">
${chosen.length ? html`<ul class="plain-list" role="list" id="to" aria-label="${t('conversations.chosen')}">${chosen.map((one) => html`<li class="cluster">${face(one, true)} <span>${one.name}</span> <a class="button plain" href="${without(one.handle)}">${icon(ctx, 'x', true)} ${t('conversations.not-to')}<span class="vh"> ${one.name}</span></a></li>`)}</ul>` : nothing}
<form class="stack" method="post" action="/messages">${formKey()}${chosen.map(({ handle }) => html`<input type="hidden" name="to" value="${handle}">`)}
${
  chosen.length
    ? onlyYouAnd(
        ctx,
        chosen.map(({ name }) => name),
      )
    : whomFirst(ctx, offered)
}
${field(ctx, { name: 'text', label: t('conversations.first-words'), rows: 5, required: true, most: 60_000 }, again)}
${chosen.length > 1 ? html`<p class="quiet">${t('conversations.new.hint')}</p>` : nothing}
<p><button class="button" type="submit">${t('conversations.send')}</button></p></form></section>`
}

/** Where words were written to nobody one meets: they stay, and people are chosen right there. */
function whomFirst({ locale: { t } }: Request, offered: PersonCard[]): Html {
  return html`<fieldset id="to"><legend>${t('conversations.to-whom')}</legend><div class="choices">${offered.map((one) => html`<label class="choice"><input type="checkbox" name="to" value="${one.handle}"> <span>${one.name}</span></label>`)}</div></fieldset>`
}

/** Everyone one meets, by name; and how to find one of them. */
function offering(ctx: Request, it: Choosing): Html {
  const { t } = ctx.locale
  const heading = it.chosen.length ? t('conversations.and-to') : t('conversations.to-whom')
  return html`<section class="stack" aria-labelledby="whom"><h2 id="whom">${heading}</h2>
<form class="cluster" method="get" action="/messages/new">${it.chosen.length ? html`<input type="hidden" name="with" value="${it.chosen.map(({ handle }) => handle).join(',')}">` : nothing}<label for="q">${t('conversations.name')}</label> <input type="search" id="q" name="q" maxlength="60" autocomplete="off" value="${it.typed}"> <button class="button second" type="submit">${icon(ctx, 'search', true)} ${t('conversations.look')}</button></form>
${it.offered.length ? html`<ul class="rows" role="list">${it.offered.map((one) => html`<li>${face(one)}<a class="name" href="${addressWith([...it.chosen, one])}">${one.name}</a></li>`)}</ul>` : html`<p class="quiet">${t(it.typed ? 'conversations.nobody-so' : 'conversations.nobody-yet')}</p>`}</section>`
}

function addressWith(people: PersonCard[]): string {
  return people.length ? `/messages/new?with=${people.map(({ handle }) => handle).join(',')}` : '/messages/new'
}
