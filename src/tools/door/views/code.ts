import { type Html, html } from '../../../platform/html.ts'
import { type Again, field, problems, verb } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { doorTitle } from './signing-in.ts'

export function codePage(frame: Frame, name: string, again: Again = {}): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.code.title'),
    html`${doorTitle(frame, t('door.code.title'), t('door.code.lead', { name }))}
${problems(frame, again)}
<form class="stack" action="/sign-in/code" method="post">
${field(frame, { name: 'code', label: t('door.code'), autocomplete: 'one-time-code', required: true, most: 40, hint: t('door.code.hint') }, { errors: again.errors })}
<button class="button full" type="submit">${t('ui.sign-in')}</button></form>
${verb('/sign-in/code/leaving', t('door.code.leave'), {}, 'plain')}
<p class="quiet">${t('door.code.lost')}</p>`,
  )
}
