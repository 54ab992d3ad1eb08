import { type Html, html, nothing } from '../../../platform/html.ts'
import { mailWorks } from '../../../spine/people/mailing.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, choices, field, formKey, select } from '../../../ui/form.ts'
import { buttonLink } from '../../../ui/parts.ts'
import type { Path } from '../path.ts'
import type { StepName } from '../steps.ts'
import { greetStep } from './greeting.ts'
import { act, stepForm } from './step-form.ts'
import { toolSaid } from './words.ts'

/** What is done in a step: a form, or a way to where it is done. */
export function formOf(ctx: Request, it: Path, step: StepName, again: Again): Html {
  return steps[step](ctx, it, again)
}

const steps: Record<StepName, (ctx: Request, it: Path, again: Again) => Html> = {
  create: createStep,
  tools: toolsStep,
  starters: startersStep,
  door: doorStep,
  date: dateStep,
  host: hostStep,
  newcomer: newcomerStep,
  greet: greetStep,
  invite: inviteStep,
}

const isDone = (it: Path, step: StepName) => it.steps.some(({ name, state }) => name === step && state === 'done')
const here = (ctx: Request, rest = '') => `/c/${spaceOf(ctx).slug}${rest}`

function createStep(ctx: Request): Html {
  const { name, purpose, lang } = spaceOf(ctx)
  return html`<blockquote class="written" lang="${lang}"><p><strong>${name}</strong></p>${purpose ? html`<p>${purpose}</p>` : nothing}</blockquote>
<p>${buttonLink(here(ctx, '/settings'), ctx.locale.t('beginning.create.change'), 'second')}</p>`
}

function toolsStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const chosen = again.errors?.tools ? [again.typed?.tools ?? []].flat() : ['pages']
  const list = html`<fieldset id="tools"><legend>${t('beginning.tools.which')}</legend><div class="choices">${it.tools.map((tool) => html`<label class="choice"><input type="checkbox" name="tools" value="${tool}"${chosen.includes(tool) ? html` checked` : nothing}> <span>${toolSaid[tool].name(ctx.locale)} <span class="quiet">${toolSaid[tool].use(ctx.locale)}</span></span></label>`)}</div></fieldset>`
  return html`${it.tools.length ? stepForm(ctx, it, 'tools', list, t('beginning.tools.do')) : act(ctx, it, html`<span class="quiet">${t('beginning.tools.all')}</span>`)}
${it.hosted.length ? copyForm(ctx, it, again) : nothing}
<p class="quiet"><a href="${here(ctx, '/settings#tools')}">${t('beginning.tools.settings')}</a></p>`
}

/** Arranged as another community that one hosts. */
function copyForm(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const options = it.hosted.map(({ slug, name }): [string, string] => [slug, name])
  return html`<form class="stack" method="post" action="${here(ctx, '/beginning/copy')}">${formKey()}
${select(ctx, { name: 'from', label: t('beginning.copy'), hint: t('beginning.copy.hint'), options }, again)}
<p><button class="button second" type="submit">${t('beginning.copy.do')}</button></p></form>`
}

function startersStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const { tools, lang } = spaceOf(ctx)
  if (!tools.includes('discussions')) return toolOff(ctx, it)
  if (isDone(it, 'starters'))
    return html`<p>${buttonLink(here(ctx, '/discussions'), t('beginning.starters.see'), 'second')}</p>`
  const each = it.words.starters.map(({ title, text }, i) => {
    const n = i + 1
    const checked = again.typed ? again.typed?.[`post${n}`] === 'true' : true
    return html`<fieldset class="stack" id="post${n}"><legend class="vh">${t('beginning.starters.nth', { number: n })}</legend>
${field(ctx, { name: `title${n}`, label: t('beginning.starters.title', { number: n }), value: title, most: 200, lang }, again)}
${field(ctx, { name: `text${n}`, label: t('beginning.starters.text', { number: n }), value: text, rows: 5, most: 20_000, lang }, again)}
${checkbox({ name: `post${n}`, words: t('beginning.starters.post', { number: n }), checked })}</fieldset>`
  })
  return stepForm(ctx, it, 'starters', html`${each}`, t('beginning.starters.do'))
}

function doorStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const { lang } = spaceOf(ctx)
  const options = [
    { value: 'invitation', words: t('beginning.door.invitation'), hint: t('beginning.door.invitation.hint') },
    { value: 'request', words: t('beginning.door.request'), hint: t('beginning.door.request.hint') },
    { value: 'free', words: t('beginning.door.free'), hint: t('beginning.door.free.hint') },
  ]
  const set = isDone(it, 'door')
  const questions = set ? it.rules.questions : it.words.questions
  const ask = (n: number) =>
    field(
      ctx,
      {
        name: `question${n}`,
        label: t('beginning.door.question', { number: n }),
        value: questions[n - 1],
        most: 200,
        lang,
      },
      again,
    )
  return html`${stepForm(
    ctx,
    it,
    'door',
    html`${choices(ctx, { name: 'joining', legend: t('beginning.door.how'), value: set ? it.rules.joining : 'request', options }, again)}
${ask(1)}${ask(2)}<p class="quiet">${t('beginning.door.read')}</p>`,
    t('beginning.door.do'),
  )}
<p class="quiet"><a href="${here(ctx, '/settings#door')}">${t('beginning.door.settings')}</a></p>`
}

function dateStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const { tools, lang } = spaceOf(ctx)
  if (!tools.includes('calendar')) return toolOff(ctx, it)
  if (isDone(it, 'date')) return html`<p>${buttonLink(here(ctx, '/calendar'), t('beginning.date.see'), 'second')}</p>`
  const { date } = it.words
  return stepForm(
    ctx,
    it,
    'date',
    html`${field(ctx, { name: 'title', label: t('beginning.date.what'), value: date.title, required: true, most: 200, lang }, again)}
${field(ctx, { name: 'day', label: t('beginning.date.day'), type: 'date', value: it.day.day, required: true }, again)}
${field(ctx, { name: 'time', label: t('beginning.date.time'), type: 'time', value: it.day.time, hint: t('beginning.date.zone', { zone: ctx.timeZone }) }, again)}
${field(ctx, { name: 'place', label: t('beginning.date.place'), hint: t('beginning.date.place.hint'), most: 300, lang }, again)}
${field(ctx, { name: 'text', label: t('beginning.date.text'), value: date.text, rows: 5, most: 20_000, lang }, again)}
${again.errors?.despite ? checkbox({ name: 'despite', words: t('beginning.date.despite') }) : nothing}`,
    t('beginning.date.do'),
  )
}

/** Where what a step needs is switched off. */
function toolOff(ctx: Request, it: Path): Html {
  return html`<p>${ctx.locale.t('beginning.off')}</p>${act(ctx, it, buttonLink(here(ctx, '/settings#tools'), ctx.locale.t('beginning.tools.settings'), 'second'))}`
}

function hostStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const { lang } = spaceOf(ctx)
  return stepForm(
    ctx,
    it,
    'host',
    html`${field(ctx, { name: 'who', label: t('beginning.host.who'), value: it.asked?.who, hint: t('beginning.host.who.hint'), required: true, most: 254, autocomplete: 'off' }, again)}
${field(ctx, { name: 'note', label: t('beginning.note'), value: it.asked?.note ?? it.words.hostNote, rows: 2, most: 1000, lang }, again)}`,
    t('beginning.host.do'),
  )
}

function newcomerStep(ctx: Request, it: Path): Html {
  return act(ctx, it, buttonLink(here(ctx, '/beginning/newcomer'), ctx.locale.t('beginning.newcomer.do')))
}

function inviteStep(ctx: Request, it: Path, again: Again): Html {
  const { t } = ctx.locale
  const { purpose, lang } = spaceOf(ctx)
  const note = [purpose, it.words.inviteNote].filter(Boolean).join('\n\n')
  return html`${stepForm(
    ctx,
    it,
    'invitations',
    html`${field(ctx, { name: 'addresses', label: t('beginning.invite.addresses'), hint: mailWorks(ctx) ? t('beginning.invite.hint') : t('people.invite.no-mail'), rows: 5, required: true, most: 5000, inputmode: 'email' }, again)}
${field(ctx, { name: 'note', label: t('beginning.note'), value: note, rows: 3, most: 1000, lang }, again)}`,
    t('beginning.invite.do'),
  )}
<p class="quiet"><a href="${here(ctx, '/invitations')}">${t('beginning.invite.links')}</a></p>`
}
