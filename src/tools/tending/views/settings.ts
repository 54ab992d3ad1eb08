import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, field, formKey, problems, select, verb } from '../../../ui/form.ts'
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

export function settingsPage(ctx: Request, again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/settings`
  const own = Object.values<number>(hues).includes(space.hue) ? [] : [space.hue]
  return layout(ctx, {
    title: t('tending.title'),
    place: 'people',
    main: html`<div class="title"><h1>${t('tending.title')}</h1><p class="quiet"><a href="/c/${space.slug}/members">${t('ui.place.people')}</a></p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${here}">${formKey()}
${field(ctx, { name: 'name', label: t('tending.name'), value: space.name, required: true, most: 80 }, again)}
${field(ctx, { name: 'purpose', label: t('tending.purpose'), value: space.purpose, rows: 2, most: 300 }, again)}
${select(ctx, { name: 'lang', label: t('tending.lang'), value: space.lang, options: Object.entries(languages) }, again)}
<fieldset><legend>${t('tending.hue')}</legend><div class="hues">
${[...Object.entries(hues), ...own.map((hue): [string, number] => ['own', hue])].map(([name, hue]) => html`<label class="choice hue-${steppedHue(hue)}"><input type="radio" name="hue" value="${hue}"${hue === space.hue ? html` checked` : nothing}> <span class="swatch">${t(`tending.hue.${name}`)}</span></label>`)}</div></fieldset>
${checkbox({ name: 'membersInvite', words: t('tending.members-invite'), hint: t('tending.members-invite.hint'), checked: space.membersInvite })}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>
<section class="stack"><h2>${t('tending.picture')}</h2><div class="cluster">${emblem(ctx, space)}
<form class="cluster" method="post" action="${here}/picture" enctype="multipart/form-data"><div class="field"><label for="picture">${t('tending.picture.choose')}</label><input id="picture" type="file" name="picture" accept="image/*"></div><button class="button second" type="submit">${t('tending.picture.keep')}</button></form>
${space.picture ? verb(`${here}/picture`, t('tending.picture.remove'), { remove: 'true' }, 'plain') : nothing}</div></section>`,
  })
}
