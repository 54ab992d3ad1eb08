import { type Html, html, nothing } from '../platform/html.ts'
import type { Problem } from '../platform/http/problems.ts'
import type { Frame } from './frame.ts'
import { door } from './layout.ts'
import { buttonLink, mark } from './parts.ts'

/** What happened, that nothing was lost, what to do. */
export function problemPage(frame: Frame, problem: Problem, detail: string, errors: string[], address: string): Html {
  const { t } = frame.locale
  const title = t(`problem.title.${problem.status}`)
  const atTheDoor = [401, 404, 503].includes(problem.status) || /^(half|trip)-over$|^provider-/.test(problem.text)
  const signIn = !frame.me && atTheDoor
  return door(
    frame,
    title,
    html`<div class="title">${mark(frame, true)}
<h1>${title}</h1>
<p class="lead">${detail}</p></div>
${errors.length ? html`<ul>${errors.map((error) => html`<li>${error}</li>`)}</ul>` : nothing}
<p class="cluster">${signIn ? buttonLink(`/sign-in?to=${encodeURIComponent(address)}`, t('ui.sign-in')) : nothing}
${buttonLink('/', t('ui.go-home'), 'second')}</p>`,
  )
}
