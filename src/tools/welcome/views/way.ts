import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, verb } from '../../../ui/form.ts'
import { door } from '../../../ui/layout.ts'
import { emblem, face, inLanguage, onlyYouAnd, readers } from '../../../ui/parts.ts'
import { wishes } from '../letters.ts'
import { type Hello, type Step, type Way, welcomePath } from '../steps.ts'
import { act } from './act.ts'
import { oneThing } from './one.ts'
import { selfForm } from './self.ts'

/** One step of a newcomer: one thing to do, or not now. */
export function wayPage(ctx: Request, way: Way, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const { next } = way
  if (!next) return endPage(ctx)
  const [title, main] = stepView(ctx, way, next, again)
  const at = { place: space.name, n: way.all.indexOf(next) + 1, all: way.all.length }
  return door(
    ctx,
    title,
    html`<div class="title"><p class="quiet cluster">${emblem(ctx, space)} <span>${t('welcome.step', at)}</span></p><h1>${title}</h1></div>
${problems(ctx, again)}
${main}
<form method="post" id="later" action="${welcomePath(space.slug)}/later"><input type="hidden" name="step" value="${next}"></form>
${verb(`${welcomePath(space.slug)}/end`, t('welcome.home'), {}, 'plain')}`,
    space.hue,
  )
}

function stepView(ctx: Request, way: Way, step: Step, again: Again): [string, Html] {
  const { t } = ctx.locale
  if (step === 'self') return [t('welcome.self'), selfForm(ctx, again)]
  if (step === 'letters') return [t('welcome.letters'), lettersForm(ctx, again)]
  if (step === 'hello' && way.hello) return [t('welcome.hello'), helloForm(ctx, way.hello, again)]
  if (step === 'write' && way.welcomer)
    return [t('welcome.write', { name: way.welcomer.name }), writeForm(ctx, way.welcomer, again)]
  return [t('welcome.one'), oneThing(ctx, way.offer)]
}

function endPage(ctx: Request): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  return door(
    ctx,
    t('welcome.end'),
    html`<div class="title">${emblem(ctx, space)}<h1>${t('welcome.end')}</h1></div>
<p>${t('welcome.end.open', { place: space.name })}</p>
${verb(`${welcomePath(space.slug)}/end`, t('welcome.home'), {}, 'full')}`,
    space.hue,
  )
}

function lettersForm(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  const words = {
    weekly: [t('welcome.wish.weekly'), t('welcome.wish.weekly.hint')],
    written: [t('welcome.wish.written'), t('welcome.wish.written.hint')],
    everything: [t('welcome.wish.everything'), t('welcome.wish.everything.hint')],
    nothing: [t('welcome.wish.nothing'), t('welcome.wish.nothing.hint')],
  } as const
  const options = wishes.map((value) => ({ value, words: words[value][0], hint: words[value][1] }))
  return html`<form class="stack" method="post" action="${welcomePath(spaceOf(ctx).slug)}/letters">${formKey()}<p class="quiet">${t('welcome.letters.change')}</p>
${choices(ctx, { name: 'wish', legend: html`<span class="vh">${t('welcome.letters')}</span>`, value: 'weekly', options }, again)}
${act(ctx, t('welcome.go-on'))}</form>`
}

function helloForm(ctx: Request, hello: Hello, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const address = `/c/${space.slug}${ctx.site.itemPath(hello.kind, hello.id, hello.title)}`
  const question = hello.question
    ? html`<span class="written" lang="${space.lang}">${hello.question}</span>`
    : t('welcome.hello.question')
  const where = html`<a class="written" href="${address}">${inLanguage(ctx, hello.lang, hello.title)}</a>`
  return html`<form class="stack" method="post" action="${welcomePath(space.slug)}/hello">${formKey()}
<p class="quiet">${ctx.locale.rich('welcome.hello.where', { where })}</p>${readers(ctx)}
${field(ctx, { name: 'text', label: question, rows: 3, most: 60_000, required: true, lang: ctx.me?.lang }, again)}
${act(ctx, t('welcome.hello.say'))}</form>`
}

function writeForm(ctx: Request, who: NonNullable<Way['welcomer']>, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  return html`<form class="stack" method="post" action="${welcomePath(space.slug)}/words">${formKey()}
<figure class="thanks">${who.word ? html`<blockquote><p class="written" lang="${who.lang}">${who.word}</p></blockquote>` : nothing}<figcaption class="quiet">${face(who, true)} ${t('welcome.write.who', { name: who.name })}</figcaption></figure>
${onlyYouAnd(ctx, [who.name])}
${field(ctx, { name: 'text', label: t('welcome.write.words'), value: t('welcome.write.begun', { name: who.name, place: space.name }), rows: 3, most: 60_000, required: true }, again)}
${act(ctx, t('welcome.write.send', { name: who.name }))}</form>`
}
