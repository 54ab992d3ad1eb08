import { expect, it } from 'vitest'
import { type DocumentWords, renderDocument } from './document.ts'
import { renderPatiently } from './patient.ts'

const named = ['note', 'tip', 'important', 'warning', 'caution', 'done', 'open', 'footnotes', 'back']
const words = Object.fromEntries(named.map((name) => [name, name])) as DocumentWords
const long = (part: string, length = 60_000) => part.repeat(Math.ceil(length / part.length))

it('a long document is rendered as a short one is, and the process goes on meanwhile', async () => {
  const source = long('## Of [[Jars]]\n\nA **jar** of @ada.[^1]\n\n- [ ] shake\n\n') + '\n[^1]: Of glass.'
  const mentions = new Map([['ada', { url: '/people/ada', name: 'Ada' }]])
  let ticks = 0
  const ticking = setInterval(() => ticks++, 5)
  const all = await Promise.all([1, 2, 3].map(() => renderPatiently({ source, words, mentions })))
  clearInterval(ticking)
  for (const one of all) expect(one).toEqual(renderDocument(source, words, mentions))
  expect(ticks).toBeGreaterThan(3)
})

it.each([
  // A second or more, also on a quick machine.
  ['brackets', '['.repeat(900_000), 200],
  ['notes', `${'[^1] '.repeat(190_000)}\n\n[^1]: x`, 2_000],
])(
  'what takes too long or becomes too much is refused, and what comes after it is not: %s',
  async (_, source, longest) => {
    const knotty = renderPatiently({ source, words }, longest)
    const next = renderPatiently({ source: long('All is *well*. '), words })
    await expect(knotty).rejects.toMatchObject({ fields: { text: { text: 'too-knotty' } } })
    expect((await next).html).toContain('<em>well</em>')
  },
)

it('short hostile texts are refused as well, where they become too much', async () => {
  const source = `${'[^1] '.repeat(3_900)}\n\n[^1]: x`
  await renderPatiently({ source, words }).then(
    ({ html }) => expect(html.length).toBeLessThan(12 * source.length + 100_000),
    (error) => expect(error).toMatchObject({ fields: { text: { text: 'too-knotty' } } }),
  )
})
