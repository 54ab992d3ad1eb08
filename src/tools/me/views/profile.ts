import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { longest, type WrittenField } from '../../../spine/people/fields.ts'
import { linksText } from '../../../spine/people/links.ts'
import { meOf, type Request } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { settingsNav } from '../../../ui/settings.ts'
import type { OwnProfile } from '../profile.ts'

/** Where one says who one is. Every field may stay empty, and each may stay one's own. */
export function profilePage(ctx: Request, own: OwnProfile, again: Again = {}): Html {
  const { t } = ctx.locale
  // Both forms are on the page: what was typed in one says nothing of the other.
  const spoken =
    again.typed &&
    ('welcome' in again.typed || 'welcome' in (again.errors ?? {}) || 'recording' in (again.errors ?? {}))
  return layout(ctx, {
    title: t('me.introduction'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}">${settingsNav(ctx)}
<div class="title"><h1>${t('me.introduction')}</h1><p class="lead">${t('me.introduction.lead')}</p></div>
${problems(ctx, again)}
${fieldsForm(ctx, own, spoken ? {} : again)}
${welcomeForm(ctx, own, spoken ? again : {})}`,
  })
}

function fieldsForm(ctx: Request, own: OwnProfile, again: Again): Html {
  const { t } = ctx.locale
  const languages = own.languages.map((tag) => ctx.locale.languageName(tag)).join(', ')
  const time = own.clock && ctx.locale.date(ctx.now, own.clock, { hour: 'numeric', minute: '2-digit' })
  return html`<form class="profile-form" method="post" action="/me/profile">${formKey()}
<p class="quiet with-icon">${icon(ctx, 'users', true)} <span>${t('me.introduction.who')}</span></p>
${written(ctx, own, 'does', again, 3)}
${written(ctx, own, 'askAbout', again, 3)}
${written(ctx, own, 'learning', again, 3)}
${written(ctx, own, 'organisation', again)}
${written(ctx, own, 'place', again)}
${written(ctx, own, 'pronouns', again)}
${told(ctx, own, 'languages', field(ctx, { name: 'languages', label: t('me.field.languages'), hint: t('me.hint.languages'), value: languages, most: 400 }, again), again)}
${told(ctx, own, 'links', field(ctx, { name: 'links', label: t('me.field.links'), hint: t('me.hint.links'), value: linksText(own.links), rows: 2, most: 4000, inputmode: 'url' }, again), again)}
${told(ctx, own, 'clock', html`<p><span class="label">${t('me.field.clock')}</span><br>${time} <span class="quiet">(${own.clock})</span></p>`, again)}
<p><button class="button" type="submit">${t('me.introduction.keep')}</button></p></form>`
}

/** A field in one's own words. */
function written(ctx: Request, own: OwnProfile, name: WrittenField, again: Again, rows?: number): Html {
  const { t } = ctx.locale
  const control = field(
    ctx,
    {
      name,
      label: t(`me.field.${name}`),
      hint: t(`me.hint.${name}`),
      value: own[name],
      most: longest[name],
      rows,
      lang: ctx.me ? meOf(ctx).lang : undefined,
    },
    again,
  )
  return told(ctx, own, name, control, again)
}

/** A field with the question who sees it below. */
function told(ctx: Request, own: OwnProfile, name: string, control: Html, again: Again): Html {
  const { t } = ctx.locale
  const typed = again.typed?.hidden
  const hidden = again.typed ? [typed ?? []].flat().includes(name) : own.hidden.includes(name)
  return html`<div class="told-field">${control}
<label class="choice keep-to-me"><input type="checkbox" name="hidden" value="${name}"${hidden ? trusted(' checked') : nothing}> <span>${t('me.keep-to-me')}<span class="vh"> ${t('me.keep-to-me.what', { field: t(`me.field.${name}`) })}</span></span></label></div>`
}

function welcomeForm(ctx: Request, own: OwnProfile, again: Again): Html {
  const { t } = ctx.locale
  const hidden = again.typed ? again.typed.hidden !== undefined : own.hidden.includes('welcome')
  const error = again.errors?.recording
  return html`<section class="stack" id="word"><h2>${t('me.field.welcome')}</h2><p class="quiet">${t('me.welcome.hint')}</p>
${own.recording ? html`<div class="cluster"><audio controls preload="none" src="${own.recording}" aria-label="${t('me.welcome.yours')}"></audio>${verb('/me/welcome/recording/removal', t('me.welcome.delete'), {}, 'plain')}</div>` : nothing}
<form class="profile-form" method="post" action="/me/welcome" enctype="multipart/form-data">${formKey()}
${field(ctx, { name: 'welcome', label: t('me.welcome.written'), hint: t('me.welcome.written-hint'), value: own.welcome, rows: 4, most: longest.welcome }, again)}
<copse-recording data-words="${JSON.stringify(recordingWords(ctx))}"><div class="field"><label for="recording">${t(own.recording ? 'me.welcome.another' : 'me.welcome.file')}</label><p class="quiet" id="recording-hint">${t('me.welcome.file-hint')}</p>
<input id="recording" type="file" name="recording" accept="audio/*" aria-describedby="recording-hint${error ? ' recording-error' : ''}"${error ? trusted(' aria-invalid="true"') : nothing}>${error ? html`<p class="error with-icon" id="recording-error">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</div></copse-recording>
<label class="choice keep-to-me"><input type="checkbox" name="hidden" value="true"${hidden ? trusted(' checked') : nothing}> <span>${t('me.keep-to-me')}<span class="vh"> ${t('me.keep-to-me.what', { field: t('me.field.welcome') })}</span></span></label>
<p><button class="button" type="submit">${t('me.welcome.keep')}</button></p></form></section>`
}

/** What the recorder says. */
function recordingWords(ctx: Request): Record<string, string> {
  const { t } = ctx.locale
  return {
    record: t('me.recording.record'),
    stop: t('me.recording.stop'),
    again: t('me.recording.again'),
    discard: t('me.recording.discard'),
    recording: t('me.recording.recording'),
    ready: t('me.recording.ready'),
    refused: t('me.recording.refused'),
    listen: t('me.recording.listen'),
    name: t('me.recording.name'),
  }
}
