import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownDiscussion } from '../present.ts'
import type { StoryEvent } from '../story.ts'

/** What became of a discussion's words, quietly, one line each; a question to me stands out. */
export function storyView(ctx: Request, it: ShownDiscussion): Html {
  const { t } = ctx.locale
  if (!it.story.length) return nothing
  const quiet = it.story.filter((one) => !one.asks)
  return html`${it.story
    .filter((one) => one.asks)
    .map(
      (one) =>
        html`<section class="panel need stack" aria-labelledby="asked"><h2 id="asked">${t('discussions.story.asks', { name: one.by })}</h2>
<p><a class="button" href="${it.url}/moving">${t('discussions.story.answer')}</a></p></section>`,
    )}
${quiet.length ? html`<ul class="story" role="list" aria-label="${t('discussions.story')}">${quiet.map((one) => line(ctx, it, one))}</ul>` : nothing}`
}

const signs: Record<StoryEvent['what'], string> = {
  'split-from': 'messages-square',
  'split-off': 'messages-square',
  'moved-here': 'arrow-right',
  'brought-here': 'arrow-right',
  asking: 'clock',
  'taken-away': 'arrow-right',
}

function line(ctx: Request, it: ShownDiscussion, one: StoryEvent): Html {
  const { t } = ctx.locale
  const undo = one.what === 'split-from' ? `${it.url}/split/removal` : `${it.url}/moving/removal`
  const tail =
    one.what === 'asking'
      ? one.mayUndo
        ? html` <a href="${it.url}/moving">${t('discussions.story.see')}</a>`
        : nothing
      : one.mayUndo
        ? html` ${verb(undo, html`${icon(ctx, 'undo-2', true)} ${t('ui.undo')}`, {}, 'plain')}`
        : nothing
  return html`<li class="quiet">${icon(ctx, signs[one.what], true)} <span>${sentence(ctx, one)}, ${timeOf(ctx, one.at)}${tail}</span></li>`
}

function sentence(ctx: Request, one: StoryEvent): Html {
  const { t } = ctx.locale
  const title = one.other
    ? html`<a href="${one.other.url}">${inLanguage(ctx, one.other.lang, one.other.title)}</a>`
    : t('discussions.story.another')
  const place = one.place ?? ''
  const known = one.place !== null
  switch (one.what) {
    case 'split-from':
      return ctx.locale.rich('discussions.story.split-from', { name: one.by, title })
    case 'split-off':
      return ctx.locale.rich('discussions.story.split-off', { name: one.by, count: one.count, title })
    case 'moved-here':
      return html`${known ? t('discussions.story.moved-from', { name: one.by, place }) : t('discussions.story.moved', { name: one.by })}`
    case 'brought-here':
      return known && one.other
        ? ctx.locale.rich('discussions.story.brought-from', {
            name: one.by,
            place: html`<a href="${one.other.url}">${place}</a>`,
          })
        : html`${t('discussions.story.brought', { name: one.by })}`
    case 'asking':
      return html`${t('discussions.story.asking', { name: one.by })}`
    case 'taken-away':
      return known && one.other
        ? ctx.locale.rich('discussions.story.taken-to', {
            count: one.count,
            name: one.by,
            place: html`<a href="${one.other.url}">${place}</a>`,
          })
        : html`${t('discussions.story.taken', { count: one.count, name: one.by })}`
  }
}
