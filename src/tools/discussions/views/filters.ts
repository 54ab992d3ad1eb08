import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { select } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { addressOf } from '../address.ts'
import { sorts } from '../cursor.ts'
import { intents } from '../discussions.ts'
import type { ListWish, Show } from '../list.ts'

/** What one looks for most is one tap; the rest, and the order, are one form behind. */
const chips: (Show | undefined)[] = [undefined, 'new', 'unanswered', 'followed', 'mine']

export function filters(ctx: Request, wish: ListWish, tags: { name: string }[]): Html {
  const { t } = ctx.locale
  const { slug } = spaceOf(ctx)
  const { before: _, show, ...rest } = wish
  const plain = !wish.tag && !wish.intent && (wish.sort ?? 'last') === 'last'
  const chip = (name: Show | undefined) => {
    const address = name ? addressOf(slug, { ...rest, show: name }) : addressOf(slug, {})
    const current = name ? show === name : !show && plain
    return html`<a href="${address}"${current ? trusted(' aria-current="true"') : nothing}>${t(`discussions.show.${name ?? 'all'}`)}</a>`
  }
  return html`<nav class="filters" aria-label="${t('discussions.show')}">${chips.map(chip)}</nav>
<details class="more narrow"${plain && show !== 'closed' ? nothing : trusted(' open')}><summary>${icon(ctx, 'settings-2', true)} ${t('discussions.narrow')}</summary>
<form class="narrowing" method="get" action="${addressOf(slug, {})}">${show && show !== 'closed' ? html`<input type="hidden" name="show" value="${show}">` : nothing}
${select(ctx, { name: 'intent', label: t('discussions.narrow.intent'), value: wish.intent ?? '', options: [['', t('discussions.narrow.any')], ...intents.map((intent): [string, string] => [intent, t(`discussions.intent.${intent}`)])] })}
${select(ctx, { name: 'tag', label: t('discussions.narrow.tag'), value: wish.tag ?? '', options: tagOptions(ctx, wish, tags) })}
${select(ctx, { name: 'sort', label: t('discussions.narrow.sort'), value: wish.sort ?? 'last', options: sorts.map((sort): [string, string] => [sort, t(`discussions.sort.${sort}`)]) })}
${
  show && show !== 'closed'
    ? nothing
    : select(ctx, {
        name: 'show',
        label: t('discussions.narrow.state'),
        value: show ?? '',
        options: [
          ['', t('discussions.narrow.open-and-closed')],
          ['closed', t('discussions.narrow.closed')],
        ],
      })
}
<p><button class="button second" type="submit">${t('discussions.narrow.show')}</button></p></form></details>`
}

/** The most used tags, and the one that is chosen though it is not among them. */
function tagOptions(ctx: Request, { tag }: ListWish, tags: { name: string }[]): [string, string][] {
  const names = tags.map(({ name }) => name)
  if (tag && !names.includes(tag)) names.push(tag)
  return [
    ['', ctx.locale.t('discussions.narrow.any')],
    ...names.sort().map((name): [string, string] => [name, `#${name}`]),
  ]
}
