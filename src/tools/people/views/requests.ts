import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { type Again, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { AtDoor } from '../requests.ts'

export function requestsPage(ctx: Request, it: AtDoor, again: Again = {}): Html {
  const { t } = ctx.locale
  const empty = it.requests.length + it.toGreet.length === 0
  return layout(ctx, {
    title: t('people.door'),
    place: 'people',
    main: html`${peopleNav(ctx, 'requests')}
<div class="title"><h1>${t('people.door')}</h1>${it.requests.length ? html`<p class="lead">${t('people.door.lead')}</p>` : nothing}</div>
${problems(ctx, again)}
${empty ? emptyPlace(ctx, t('people.door.none')) : nothing}
${it.requests.map((one) => requestView(ctx, one))}
${
  it.toGreet.length
    ? html`<section aria-labelledby="greet"><h2 id="greet">${t('people.greet')}</h2><p class="quiet">${t('people.greet.lead')}</p><ul class="rows" role="list">${it.toGreet.map(
        (one) => html`<li>${face(one)}<a class="name" href="${one.url}">${one.name}</a>
<p class="quiet">${ctx.locale.rich('people.greet.came', { time: timeOf(ctx, one.joinedAt, false) })}</p>${verb(`/c/${spaceOf(ctx).slug}/members/${one.handle}/greeting`, html`${t('people.greet.done')}<span class="vh"> ${one.name}</span>`)}</li>`,
      )}</ul></section>`
    : nothing
}`,
  })
}

/** One person at the door: what they answered, and a word back with either answer. */
function requestView(ctx: Request, one: AtDoor['requests'][number]): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/requests/${one.id}`
  const first = one.person.name.split(' ')[0]!
  return html`<article class="panel stack" aria-labelledby="request-${one.id}"><header class="cluster">${face(one.person)}<h2 id="request-${one.id}">${one.person.name}</h2> <span class="quiet">${ctx.locale.rich('people.door.asked', { time: timeOf(ctx, one.createdAt) })}</span></header>
${one.answers.length ? html`<dl class="answers">${one.answers.map((each) => html`<div><dt class="written">${each.question}</dt><dd class="written">${each.answer ? inLanguage(ctx, one.lang, each.answer) : html`<span class="quiet">${t('people.door.no-answer')}</span>`}</dd></div>`)}</dl>` : nothing}
<form class="stack" method="post" action="${here}/admission">${formKey()}
<div class="field"><label for="word-${one.id}">${t('people.door.word', { name: first })}</label><textarea id="word-${one.id}" name="word" rows="2" maxlength="1000" aria-describedby="hint-${one.id}"></textarea><p class="quiet" id="hint-${one.id}">${t('people.door.word-hint')}</p></div>
<p class="cluster"><button class="button" type="submit">${t('people.door.welcome', { name: first })}</button> <button class="button second" type="submit" formaction="${here}/declining">${t('people.door.decline')}<span class="vh"> ${one.person.name}</span></button></p></form></article>`
}
