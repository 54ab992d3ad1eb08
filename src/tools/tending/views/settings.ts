import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { DoorRules } from '../../../spine/spaces/door.ts'
import { type Again, checkbox, choices, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout, steppedHue } from '../../../ui/layout.ts'
import { emblem } from '../../../ui/parts.ts'

/** Names for a few hues; any other may be set by its number through the API. */
const hues = {
  moss: 130,
  river: 205,
  bluebell: 265,
  heather: 330,
  rowan: 25,
  reed: 75,
  lagoon: 180,
  plum: 300,
} as const

export function settingsPage(ctx: Request, rules: DoorRules, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/settings`
  return layout(ctx, {
    title: t(`tending.title.${space.kind}`),
    place: 'people',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}"><nav class="sub" aria-label="${t('ui.own.settings')}"><a href="${here}" aria-current="page">${t('ui.own.settings')}</a><a href="${here}/welcome">${t('tending.newcomers')}</a><a href="/c/${space.slug}/connections">${t('tending.connections')}</a>${space.kind === 'community' ? html`<a href="/c/${space.slug}/beginning">${t('tending.first-steps')}</a>` : nothing}</nav>
<div class="title"><h1>${t(`tending.title.${space.kind}`)}</h1></div>
${problems(ctx, again)}
${nameForm(ctx, here, again)}
${doorForm(ctx, here, rules, again)}
${toolsForm(ctx, here)}
<section class="stack"><h2>${t('tending.picture')}</h2><div class="cluster">${emblem(ctx, space)}
<form class="cluster" method="post" action="${here}/picture" enctype="multipart/form-data"><div class="field"><label for="picture">${t('tending.picture.choose')}</label><input id="picture" type="file" name="picture" accept="image/*"></div><button class="button second" type="submit">${t('tending.picture.keep')}</button></form>
${space.picture ? verb(`${here}/picture`, t('tending.picture.remove'), { remove: 'true' }, 'plain') : nothing}</div></section>`,
  })
}

function nameForm(ctx: Request, here: string, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const own = Object.values<number>(hues).includes(space.hue) ? [] : [space.hue]
  return html`<form class="stack" method="post" action="${here}">${formKey()}
${field(ctx, { name: 'name', label: t('tending.name'), value: space.name, required: true, most: 80 }, again)}
${field(ctx, { name: 'purpose', label: t('tending.purpose'), value: space.purpose, rows: 2, most: 300 }, again)}
${select(ctx, { name: 'lang', label: t('tending.lang'), value: space.lang, options: Object.entries(languages) }, again)}
<fieldset><legend>${t('tending.hue')}</legend><div class="hues">
${[...Object.entries(hues), ...own.map((hue): [string, number] => ['own', hue])].map(([name, hue]) => html`<label class="choice hue-${steppedHue(hue)}"><input type="radio" name="hue" value="${hue}"${hue === space.hue ? html` checked` : nothing}> <span class="swatch">${t(`tending.hue.${name}`)}</span></label>`)}</div></fieldset>
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
}

/** Who may know of it, who may come in, what is asked at the door. */
function doorForm(ctx: Request, here: string, rules: DoorRules, again: Again): Html {
  const { t } = ctx.locale
  const { kind, parent } = spaceOf(ctx)
  const around = kind === 'circle' ? (parent?.name ?? '') : t('tending.this-site')
  const options = (['hidden', 'listed', 'announced', 'open'] as const).map((value) => ({
    value,
    words: t(`tending.visibility.${value}`),
    hint: t(`tending.visibility.${value}.hint`, { around }),
  }))
  return html`<form class="stack" method="post" action="${here}/door" id="door">${formKey()}<h2>${t('tending.door')}</h2>
${choices(ctx, { name: 'visibility', legend: t('tending.visibility'), value: rules.visibility, options }, again)}
${choices(
  ctx,
  {
    name: 'joining',
    legend: t('tending.joining'),
    value: rules.joining,
    options: (['invitation', 'request', 'free'] as const).map((value) => ({
      value,
      words: t(`tending.joining.${value}`),
      hint: t(`tending.joining.${value}.hint`),
    })),
  },
  again,
)}
${field(ctx, { name: 'questions', label: t('tending.questions'), value: rules.questions.join('\n'), rows: 3, most: 1200, hint: t('tending.questions.hint') }, again)}
${checkbox({ name: 'answersShown', words: t('tending.answers-shown'), hint: t('tending.answers-shown.hint'), checked: rules.answersShown })}
${checkbox({ name: 'membersInvite', words: t('tending.members-invite'), hint: t('tending.members-invite.hint'), checked: rules.membersInvite })}
${kind === 'community' ? checkbox({ name: 'newcomersFree', words: t('tending.newcomers-free'), hint: t('tending.newcomers-free.hint'), checked: rules.newcomersFree }) : nothing}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
}

function toolsForm(ctx: Request, here: string): Html {
  const { t } = ctx.locale
  const { tools } = spaceOf(ctx)
  return html`<form class="stack" method="post" action="${here}/tools" id="tools"><h2>${t('tending.tools')}</h2><p class="quiet">${t('tending.tools.hint')}</p>
<fieldset><legend class="vh">${t('tending.tools')}</legend><div class="choices">${ctx.site.switches.map((tool) => html`<label class="choice"><input type="checkbox" name="tools" value="${tool}"${tools.includes(tool) ? html` checked` : nothing}> <span>${t(`${tool}.title`)}</span></label>`)}</div></fieldset>
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form>`
}
