import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage, readers } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Discussion } from '../discussions.ts'
import type { Candidate } from '../splitting.ts'

/** Choosing which messages become a discussion of their own. The quick choices need no ticking. */
export function splitPage(ctx: Request, it: Discussion, shown: Candidate[], count: number, again: Again = {}): Html {
  const { t } = ctx.locale
  const first = shown[0]!
  const here = `${it.url}/messages/${first.number}`
  return layout(ctx, {
    title: t('discussions.split'),
    place: 'talk',
    main: html`<div class="title"><h1>${t('discussions.split')}</h1><p class="quiet"><a href="${here}">${inLanguage(ctx, it.lang, it.title)}</a></p>
<p class="quiet">${t('discussions.split.hint')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${here}/split">${formKey()}${readers(ctx)}
${field(ctx, { name: 'title', label: t('discussions.split.title'), required: true, most: 200, lang: it.lang }, again)}
${choices(
  ctx,
  {
    name: 'how',
    legend: t('discussions.split.which'),
    value: 'following',
    options: [
      {
        value: 'following',
        words: t('discussions.split.following', { number: first.number }),
        hint: t('discussions.split.count', { count }),
      },
      {
        value: 'replies',
        words: t('discussions.split.replies', { number: first.number }),
        hint: t('discussions.split.replies.hint'),
      },
      { value: 'these', words: t('discussions.split.these'), hint: t('discussions.split.these.hint') },
    ],
  },
  again,
)}
<fieldset class="stack only-these" id="messages"><legend>${t('discussions.split.messages')}</legend>
<div class="picks">${shown.map((message) => pick(ctx, message, again))}</div>
${count > shown.length ? html`<p class="quiet">${t('discussions.split.more', { count: count - shown.length })}</p>` : nothing}
${again.errors?.messages ? html`<p class="error">${again.errors.messages}</p>` : nothing}</fieldset>
<p><button class="button" type="submit">${t('discussions.split.now')}</button></p></form>`,
  })
}

function pick(ctx: Request, message: Candidate, again: Again): Html {
  const { t } = ctx.locale
  const typed = again.typed?.messages
  const ticked = typed !== undefined && [typed].flat().includes(String(message.number))
  const words = message.removed ? t('discussions.split.removed') : excerptOf(message.html, 140)
  return html`<label class="choice"><input type="checkbox" name="messages" value="${message.number}"${ticked ? trusted(' checked') : nothing}> <span>${message.number} ${message.name}, ${timeOf(ctx, message.createdAt.toISOString())} <span class="${message.removed ? 'quiet' : 'excerpt'}">${message.removed ? words : inLanguage(ctx, message.lang, words)}</span></span></label>`
}
