import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { ToWrite } from '../notes.ts'
import type { ShownNote, ShownNoteWithReplies } from '../present.ts'
import { hostsNav } from './nav.ts'
import { noteBody } from './note.ts'

/** What hosts wrote to single people. */
export function notesPage(ctx: Request, notes: ShownNote[], next: string | null): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('care.notes'),
    place: 'people',
    main: html`${hostsNav(ctx, 'notes')}
<div class="title"><h1>${t('care.notes')}</h1><p class="lead">${t('care.notes.lead')}</p></div>
${notes.length ? rows(ctx, notes) : emptyPlace(ctx, t('care.notes.none'))}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('care.earlier')}</a></p>` : nothing}`,
  })
}

function rows(ctx: Request, notes: ShownNote[]): Html {
  const { t } = ctx.locale
  return html`<ul class="rows" role="list">${notes.map(
    (one) => html`<li>${face(one.person)}<a class="name" href="${one.url}">${one.person.name}</a>
<p class="quiet cluster"><span>${t(`care.noted.${one.kind}`, { name: one.by.name })}, ${timeOf(ctx, one.at)}</span>${state(ctx, one)}${one.replyCount ? html` <span class="sign new">${t('care.replies', { count: one.replyCount })}</span>` : nothing}</p>
<p class="excerpt written">${one.agreement}</p></li>`,
  )}</ul>`
}

/** Whether a suspension lasts. */
function state(ctx: Request, one: ShownNote): Html {
  if (!one.until) return nothing
  return one.endedAt
    ? html`<span class="sign">${ctx.locale.t('care.over')}</span>`
    : html`<span class="sign need">${ctx.locale.rich('care.lasts', { date: dayOf(ctx, one.until) })}</span>`
}

/** To write to someone: a warning, or a suspension with its end. Both rest on an agreement. */
export function newNotePage(
  ctx: Request,
  it: ToWrite,
  wish: { kind?: string | undefined; report?: number | undefined },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const { name } = it.person
  const here = `/c/${spaceOf(ctx).slug}`
  return layout(ctx, {
    title: t('care.write.title', { name }),
    place: 'people',
    main: html`<div class="title"><h1>${t('care.write.title', { name })}</h1><p class="lead">${t('care.write.lead', { name })}</p></div>
${problems(ctx, again)}
${it.before.length ? html`<section aria-labelledby="before"><h2 id="before">${t('care.write.before')}</h2>${rows(ctx, it.before)}</section>` : nothing}
<form class="stack" method="post" action="${here}/notes">${formKey()}<input type="hidden" name="person" value="${it.person.handle}">${wish.report ? html`<input type="hidden" name="report" value="${wish.report}">` : nothing}
${choices(
  ctx,
  {
    name: 'kind',
    legend: t('care.write.kind'),
    value: (it.mayBeSuspended && wish.kind) || 'warning',
    options: (it.mayBeSuspended ? (['warning', 'suspension'] as const) : (['warning'] as const)).map((kind) => ({
      value: kind,
      words: t(`care.write.kind.${kind}`),
      hint: t(`care.write.kind.${kind}.hint`, { name }),
    })),
  },
  again,
)}
${it.isHost ? html`<p class="quiet">${t('care.write.host', { name })}</p>` : nothing}
${it.mayBeSuspended ? field(ctx, { name: 'until', label: t('care.write.until'), type: 'date', hint: t('care.write.until-hint') }, again) : nothing}
${field(ctx, { name: 'agreement', label: t('care.write.agreement'), hint: t('care.write.agreement-hint'), required: true, most: 300 }, again)}
${field(ctx, { name: 'words', label: t('care.write.words'), hint: t('care.write.words-hint', { name }), rows: 6, required: true, most: 5000 }, again)}
<p class="readers">${icon(ctx, 'lock', true)} <span>${t('care.write.readers', { name })}</span></p>
<p class="cluster"><button class="button" type="submit">${t('care.write.send')}</button> <a href="${here}/${wish.report ? 'reports' : `members/${it.person.handle}`}">${t('care.not-now')}</a></p></form>`,
  })
}

/** A note from the hosts' side. */
export function hostNotePage(ctx: Request, it: ShownNoteWithReplies, again: Again = {}): Html {
  const { t } = ctx.locale
  const title = t(`care.noted-to.${it.kind}`, { name: it.person.name })
  return layout(ctx, {
    title,
    place: 'people',
    main: html`<div class="title"><h1>${title}</h1><p class="quiet cluster"><a href="/c/${it.space.slug}/notes">${t('care.notes')}</a> ${state(ctx, it)}</p></div>
${problems(ctx, again)}
${noteBody(ctx, it, again)}
${it.until && !it.endedAt ? html`<section class="stack"><h2>${t('care.end')}</h2><p class="quiet">${t('care.end.hint', { name: it.person.name })}</p>${verb(`${it.url}/ending`, t('care.end.now'))}${it.kept ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('care.send-away')}</summary><p class="quiet">${t('care.send-away.hint', { name: it.person.name })}</p>${verb(`/c/${it.space.slug}/members/${it.person.handle}/ending`, t('care.send-away.now'))}</details>` : nothing}</section>` : nothing}`,
  })
}
