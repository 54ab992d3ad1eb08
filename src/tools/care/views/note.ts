import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey } from '../../../ui/form.ts'
import { face, icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { ShownNoteWithReplies } from '../present.ts'

/** A note with what was said under it, the same for both sides. */
export function noteBody(ctx: Request, it: ShownNoteWithReplies, again: Again): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="note"><h2 class="vh" id="note">${t('care.note.what')}</h2>
<dl class="facts"><div><dt>${t('care.note.agreement')}</dt><dd class="written"><strong>${it.agreement}</strong></dd></div>
${it.about ? html`<div><dt>${t('care.note.about')}</dt><dd><a href="${it.about.url}">${inLanguage(ctx, it.about.lang, it.about.title)}</a></dd></div>` : nothing}
${it.until ? html`<div><dt>${t('care.note.until')}</dt><dd>${timeOf(ctx, it.until)}</dd></div>` : nothing}
${it.endedAt ? html`<div><dt>${t('care.note.ended')}</dt><dd>${dayOf(ctx, it.endedAt)}${it.endedBy ? html`, ${t('care.by', { name: it.endedBy })}` : nothing}</dd></div>` : nothing}</dl></section>
<section class="stack" aria-labelledby="said"><h2 id="said">${t('care.note.said')}</h2>
${said(ctx, it.by, it.words, it.at)}${it.replies.map((reply) => said(ctx, reply.author, reply.words, reply.at))}</section>
${it.open ? answer(ctx, it, again) : html`<p class="quiet">${t('care.note.closed')}</p>`}`
}

function answer(ctx: Request, it: ShownNoteWithReplies, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="stack" method="post" action="${it.url}/replies">${formKey()}
${field(ctx, { name: 'words', label: t('care.note.answer'), hint: t('care.note.answer-hint', { name: it.person.name }), rows: 4, most: 5000, required: true }, again)}
<p><button class="button" type="submit">${icon(ctx, 'reply', true)} ${t('care.note.send')}</button></p></form>`
}

function said(ctx: Request, by: ShownNoteWithReplies['by'], words: string, at: string): Html {
  return html`<article class="message from-host">${face(by)}<header><h3>${by.name}</h3> <span class="quiet">${timeOf(ctx, at)}</span></header>
<div class="said"><p class="written lines">${words}</p></div></article>`
}
