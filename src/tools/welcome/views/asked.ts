import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Introduction, Welcoming } from '../../../spine/spaces/welcoming.ts'
import type { Frame } from '../../../ui/frame.ts'
import { icon } from '../../../ui/parts.ts'

/**
 * What a community says to who is about to come: its introduction, how much time it asks, what its people agree on.
 * @param address the door's, below which the introduction is
 * @param lang in which it is written
 */
export function asked(frame: Frame, it: Welcoming, { address, lang }: { address: string; lang: string }): Html {
  const { t } = frame.locale
  return html`${it.introduction ? html`<section class="stack" aria-labelledby="introduction"><h2 id="introduction">${t('welcome.introduction')}</h2>${introductionView(frame, it.introduction, address, lang)}</section>` : nothing}
${it.timeAsked ? html`<p class="readers">${icon(frame, 'clock', true)} <span>${t('welcome.time')} <span class="written" lang="${lang}">${it.timeAsked}</span></span></p>` : nothing}
${
  it.agreements.length
    ? html`<section class="stack" aria-labelledby="agreements"><h2 id="agreements">${t('welcome.agreements')}</h2>
<ul lang="${lang}">${it.agreements.map((one) => html`<li class="written">${one}</li>`)}</ul></section>`
    : nothing
}`
}

/** Plays it where it is, with what is said in it below. Nothing of it comes before somebody plays it. */
export function introductionView(frame: Frame, it: Introduction, address: string, lang: string): Html {
  const { t } = frame.locale
  const source = html`<source src="${address}/introduction" type="${it.type}">`
  const captions = it.captions
    ? html`<track kind="captions" src="${address}/introduction/captions" srclang="${lang}" label="${frame.locale.languageName(lang)}"${trusted(' default')}>`
    : nothing
  const player = it.type.startsWith('video/')
    ? html`<video class="player" controls preload="none" playsinline aria-label="${t('welcome.introduction')}">${source}${captions}</video>`
    : html`<audio class="player" controls preload="none" aria-label="${t('welcome.introduction')}">${source}${captions}</audio>`
  return html`<div class="introduction">${player}
<details class="more"><summary>${icon(frame, 'chevron-right', true)} ${t('welcome.introduction.words')}</summary><p class="told written" lang="${lang}">${it.words}</p></details></div>`
}
