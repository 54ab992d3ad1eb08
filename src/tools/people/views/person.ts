import { type Html, html, nothing } from '../../../platform/html.ts'
import type { PersonCard } from '../../../spine/people/cards.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, face } from '../../../ui/parts.ts'

interface Shown extends PersonCard {
  pronouns: string
  languages: string[]
  timeZone: string
  communities: { url: string; name: string; standing: string }[]
}

export function personPage(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  const rows: [string, Html | string][] = [
    [t('people.handle'), `@${one.handle}`],
    [t('people.pronouns'), one.pronouns],
    [t('people.languages'), ctx.locale.list(one.languages.map((tag) => ctx.locale.languageName(tag)))],
    [
      t('people.clock'),
      one.timeZone &&
        `${ctx.locale.date(ctx.now, one.timeZone, { hour: 'numeric', minute: '2-digit' })} (${one.timeZone})`,
    ],
  ]
  return layout(ctx, {
    title: one.name,
    main: html`<div class="title person">${face(one)}<h1>${one.name}</h1></div>
<dl class="facts">${rows.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${one.communities.length ? html`<section><h2>${t('people.together')}</h2><ul class="rows" role="list">${one.communities.map((space) => html`<li><span></span><a class="name" href="${space.url}">${space.name}</a></li>`)}</ul></section>` : nothing}
${one.id === ctx.me?.id ? html`<p>${buttonLink('/me', t('people.change-card'), 'second')}</p>` : nothing}`,
  })
}
