import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { type Path, pathAddress } from '../path.ts'
import { type Step, stepNames } from '../steps.ts'
import { formOf } from './forms.ts'
import { laterForm } from './step-form.ts'
import { stepSaid } from './words.ts'

/** The nine steps: the one that is next open with its form, and all of them below. */
export function pathPage(ctx: Request, it: Path, again: Again = {}): Html {
  const { t } = ctx.locale
  const done = it.steps.filter(({ state }) => state === 'done').length
  return layout(ctx, {
    title: t('beginning.title'),
    place: 'home',
    main: html`<div class="title"><h1>${t('beginning.title')}</h1>${done > 1 ? nothing : html`<p class="lead">${t('beginning.lead')}</p>`}</div>
${problems(ctx, again)}
${openStep(ctx, it, again)}
<section aria-labelledby="all"><h2 id="all">${t('beginning.all')} <span class="quiet">${t('beginning.done-of', { done, of: it.steps.length })}</span></h2>
<ol class="rows" role="list">${it.steps.map((step) => stepRow(ctx, it, step))}</ol></section>
${awayForm(ctx, it, done)}`,
  })
}

function openStep(ctx: Request, it: Path, again: Again): Html {
  const { locale } = ctx
  const step = it.steps.find(({ name }) => name === it.current)
  if (!step) {
    const left = it.steps.some(({ state }) => state === 'later')
    return html`<section class="panel good"><p>${locale.t(left ? 'beginning.rest-later' : 'beginning.whole')}</p></section>`
  }
  return html`<section class="panel stack" aria-labelledby="step"><h2 id="step">${stepSaid[step.name].name(locale)} <span class="quiet">${locale.t('beginning.which', { number: stepNames.indexOf(step.name) + 1, of: stepNames.length })}</span></h2>
<p>${stepSaid[step.name].why(locale)}</p>
${formOf(ctx, it, step.name, again)}
${laterForm(ctx, step)}</section>`
}

const signs = { done: 'circle-check', later: 'clock', open: 'circle-dashed' } as const

function stepRow(ctx: Request, it: Path, { name, state }: Step): Html {
  const { t } = ctx.locale
  const said = {
    done: () => t('beginning.state.done'),
    later: () => t('beginning.state.later'),
    open: () => t('beginning.state.open'),
  }
  const here = name === it.current ? trusted(' aria-current="step"') : nothing
  return html`<li>${icon(ctx, signs[state])}<a class="name" href="${pathAddress(spaceOf(ctx).slug, name)}"${here}>${stepSaid[name].name(ctx.locale)}</a><p class="quiet">${said[state]()}</p></li>`
}

/** Put away, the home speaks of it no more; the settings still lead here. */
function awayForm(ctx: Request, it: Path, done: number): Html {
  const { t } = ctx.locale
  const address = `${pathAddress(spaceOf(ctx).slug)}/away`
  if (it.putAway) return verb(address, t('beginning.bring-back'), { on: 'false' }, 'plain')
  return done < it.steps.length ? verb(address, t('beginning.put-away'), { on: 'true' }, 'plain') : nothing
}
