import { type Html, html, nothing, safeUrl } from '../../../platform/html.ts'
import type { PersonCard } from '../../../spine/people/cards.ts'
import type { FieldName, Told } from '../../../spine/people/fields.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { saidYearDay } from '../../calendar/index.ts'

interface Shown extends PersonCard, Told {
  lang: string
  own: boolean
  recording: string | null
  writing: string | null
  hidden: FieldName[]
  communities: { url: string; name: string; standing: string }[]
  answered: { space: string; answers: { question: string; answer: string }[] }[]
  birthday: string | null
  lately: { url: string; title: string; lang: string; began: boolean; at: string; space: { name: string } }[]
}

/** A person, introduced: what they say of themselves, then where you meet. What they do not say is not there. */
export function personPage(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: one.name,
    main: html`<div class="title person">${face(one)}<div><h1>${one.name}</h1>
<p class="quiet">${inLanguage(ctx, one.lang, origin(ctx, one))}</p></div></div>
${one.own ? own(ctx, one) : nothing}
${one.writing ? html`<p>${buttonLink(one.writing, html`${icon(ctx, 'mail')} ${t('people.write', { name: one.name })}`)}</p>` : nothing}
${welcome(ctx, one)}
${(['does', 'askAbout', 'learning'] as const).map((name) => words(ctx, one, name))}
${facts(ctx, one)}
${links(ctx, one)}
${one.communities.length ? html`<section class="stack"><h2>${t('people.together')}</h2><ul class="plain-list" role="list">${one.communities.map((space) => html`<li><a href="${space.url}">${space.name}</a></li>`)}</ul></section>` : nothing}
${one.answered.map((each) => answered(ctx, one, each))}
${lately(ctx, one)}
${careLinks(ctx, one)}`,
  })
}

/** The way to those who listen, in the first place where one meets them; without one, to hear nothing more of them. */
function careLinks(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  const [meeting] = one.communities
  if (one.own) return nothing
  const words = html`${icon(ctx, 'flag', true)} ${t(meeting ? 'people.report' : 'people.block', { name: one.name })}`
  return meeting
    ? html`<p><a class="button plain" href="${meeting.url}/reports/new?person=${one.handle}">${words}</a></p>`
    : verb(`/people/${one.handle}/block`, words, { on: 'true' }, 'plain')
}

/** What they answered before they came in, where everyone who belongs may read it. */
function answered(ctx: Request, one: Shown, { space, answers }: Shown['answered'][number]): Html {
  return html`<section class="stack"><h2>${ctx.locale.t('people.answered', { space })}</h2>
<dl class="answers">${answers.map((each) => html`<div><dt class="written">${each.question}</dt><dd class="written">${inLanguage(ctx, one.lang, each.answer)}</dd></div>`)}</dl></section>`
}

/** "she/her · Fisheries office, Kisumu", as one line of what is told. */
function origin(ctx: Request, one: Shown): Html {
  const parts = (['pronouns', 'organisation', 'place'] as const).filter((name) => one[name])
  return html`${parts.map((name, i) => html`${i ? html`<span aria-hidden="true">, </span>` : nothing}<span>${one[name]}${onlyYou(ctx, one, name)}</span>`)}`
}

/** On one's own page: where to change it, and what stays between oneself and the site. */
function own(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  const said = one.does || one.askAbout || one.welcome || one.learning
  return html`<div class="panel stack"><p>${t(said ? 'people.own' : 'people.own.empty')}</p>
${one.hidden.length ? html`<p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('people.own.hidden', { fields: ctx.locale.list(one.hidden.map((name) => t(`people.field.${name}`))) })}</span></p>` : nothing}
<p class="cluster"><a class="button ${said ? 'second' : ''}" href="/me/profile">${icon(ctx, 'pencil')} ${t('people.change-introduction')}</a> <a href="/me">${t('ui.settings')}</a></p></div>`
}

/** Beside what one keeps to oneself, on one's own page. */
function onlyYou(ctx: Request, one: Shown, name: FieldName): Html {
  return one.hidden.includes(name)
    ? html` <span class="sign" lang="${ctx.locale.lang}">${icon(ctx, 'lock', true)} ${ctx.locale.t('people.only-you')}</span>`
    : nothing
}

/** Their own voice first, with the same in writing. */
function welcome(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  if (!one.welcome && !one.recording) return nothing
  return html`<section class="person-welcome" aria-label="${t('people.field.welcome')}">
${one.recording ? html`<audio controls preload="none" src="${one.recording}" aria-label="${t('people.hear', { name: one.name })}"></audio>` : nothing}
<blockquote class="told">${inLanguage(ctx, one.lang, one.welcome)}</blockquote>${onlyYou(ctx, one, 'welcome')}</section>`
}

function words(ctx: Request, one: Shown, name: 'does' | 'askAbout' | 'learning'): Html {
  if (!one[name]) return nothing
  return html`<section class="person-words"><h2>${ctx.locale.t(`people.field.${name}`)}${onlyYou(ctx, one, name)}</h2><p class="told">${inLanguage(ctx, one.lang, one[name])}</p></section>`
}

function facts(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  const clock =
    one.clock && `${ctx.locale.date(ctx.now, one.clock, { hour: 'numeric', minute: '2-digit' })} (${one.clock})`
  const rows: [FieldName | undefined, string, string][] = [
    ['languages', t('people.languages'), ctx.locale.list(one.languages.map((tag) => ctx.locale.languageName(tag)))],
    ['clock', t('people.field.clock'), clock],
    [undefined, t('people.birthday'), one.birthday ? saidYearDay(ctx.locale, one.birthday) : ''],
    [undefined, t('people.handle'), `@${one.handle}`],
  ]
  return html`<dl class="facts">${rows
    .filter(([, , value]) => value)
    .map(
      ([name, label, value]) =>
        html`<div><dt>${label}</dt><dd>${value}${name ? onlyYou(ctx, one, name) : nothing}</dd></div>`,
    )}</dl>`
}

function links(ctx: Request, one: Shown): Html {
  if (!one.links.length) return nothing
  return html`<section class="stack"><h2>${ctx.locale.t('people.field.links')}${onlyYou(ctx, one, 'links')}</h2><ul class="plain-list" role="list">${one.links.map((link) => html`<li><a class="with-icon" href="${safeUrl(link.url)}" rel="nofollow noopener noreferrer">${icon(ctx, 'globe', true)} ${inLanguage(ctx, one.lang, link.label)}</a></li>`)}</ul></section>`
}

function lately(ctx: Request, one: Shown): Html {
  const { t } = ctx.locale
  if (!one.lately.length) return nothing
  return html`<section class="stack"><h2>${t('people.lately')}</h2><ul class="rows" role="list">${one.lately.map(
    (
      it,
    ) => html`<li>${icon(ctx, it.began ? 'messages-square' : 'reply')}<a class="name" href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a>
<p class="quiet">${t(it.began ? 'people.began' : 'people.wrote')}, <span class="from">${it.space.name}</span>, ${timeOf(ctx, it.at, false)}</p></li>`,
  )}</ul></section>`
}
