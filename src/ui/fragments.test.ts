import { expect, it } from 'vitest'
import { bytesOf, html } from '../platform/html.ts'
import { localesOf } from '../platform/i18n.ts'
import { fragment } from './fragments.ts'

const locales = localesOf([{ en: {}, fr: {} }])
const [en, fr] = [locales('en'), locales('fr')]
let made = 0
const once = (which: number, ...of: unknown[]) =>
  fragment(en, which, of, () => {
    made++
    return html`<p>${which}, ${JSON.stringify(of)}</p>`
  })

it('is made once of the same, and anew of anything else', () => {
  const first = once(1, { text: 'a', list: [1, { deep: null }] }, true)
  expect(once(1, { text: 'a', list: [1, { deep: null }] }, true)).toBe(first)
  expect(made).toBe(1)
  for (const other of [
    { text: 'b', list: [1, { deep: null }] },
    { text: 'a', list: [1, { deep: '' }] },
    { text: 'a', list: [1] },
    { text: 'a' },
  ])
    expect(once(1, other, true)).not.toBe(first)
  expect(once(1, { text: 'a', list: [1, { deep: null }] }, false)).not.toBe(first)
  expect(once(2, { text: 'a', list: [1, { deep: null }] }, true)).not.toBe(first)
  expect(fragment(fr, 1, [{ text: 'a', list: [1, { deep: null }] }, true], () => html`<p>fr</p>`).markup).toBe(
    '<p>fr</p>',
  )
})

it('keeps a few looks of one thing, and drops what nobody asks for', () => {
  const before = once(3, 'kept')
  for (let look = 0; look < 5; look++) once(3, look)
  expect(once(3, 'kept')).toBe(before)
  for (let look = 0; look < 6; look++) once(3, look)
  for (let which = 10; which < 2_000; which++) once(which)
  expect(once(3, 'kept')).not.toBe(before)
})

it('is sent as the same text, in whatever it stands', () => {
  const one = once(4, 'É « » 🌱')
  const page = html`<main>${[html`<i>${'é&'}</i>`, [one, one], null]} ${html`(${one})`}${'’'}</main>`
  expect(bytesOf(page).toString()).toBe(page.markup)
  expect(page.markup).toContain(`<main><i>é&amp;</i>${one.markup}${one.markup} (${one.markup})’</main>`)
  expect(bytesOf(html`<p>${'é'}</p>`).toString()).toBe('<p>é</p>')
})
