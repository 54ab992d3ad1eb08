import { describe, expect, it } from 'vitest'
import { renderDocument } from './document.ts'

const words = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Take care',
  caution: 'Danger',
  done: 'done',
  open: 'to do',
  footnotes: 'Notes',
  back: 'Back to the text',
}
const html = (source: string) => renderDocument(source, words).html

describe('a document', () => {
  it('begins its headings at h2, whatever they were written with, and names each once', () => {
    const { html: shown, headings } = renderDocument(
      '### Make *it*\n\n#### Deep\n\n### Make it\n\n### \u0633\u0644\u0627\u0645',
      words,
    )
    expect(headings).toEqual([
      { id: 's-make-it', level: 2, text: 'Make it' },
      { id: 's-deep', level: 3, text: 'Deep' },
      { id: 's-make-it-2', level: 2, text: 'Make it' },
      { id: 's-\u0633\u0644\u0627\u0645', level: 2, text: '\u0633\u0644\u0627\u0645' },
    ])
    expect(shown).toContain('<h2 id="s-make-it">Make <em>it</em></h2>')
  })

  it('has tasks that say whether they are done', () => {
    const { html: shown, tasks } = renderDocument('- [ ] Paint the disc\n- [x] Buy *pipe*\n- plain', words)
    expect(tasks).toEqual({ all: 2, done: 1 })
    expect(shown).toContain('<ul class="tasks">')
    expect(shown).toContain(
      '<li class="task"><span class="box" role="img" aria-label="to do"></span>Paint the disc</li>',
    )
    expect(shown).toContain(
      '<li class="task"><span class="box done" role="img" aria-label="done"></span>Buy <em>pipe</em></li>',
    )
    expect(shown).toContain('<li>plain</li>')
  })

  it('has callouts with a title of their own, or that of their kind', () => {
    expect(html('> [!WARNING]\n> Cold water.')).toBe(
      '<div class="callout warning">\n<p class="callout-title">Take care</p>\n<p>Cold water.</p>\n</div>',
    )
    expect(html('> [!tip] For *two*\n> Hold it.')).toContain('<p class="callout-title">For <em>two</em></p>')
    expect(html('> [!note]')).toBe('<div class="callout note">\n<p class="callout-title">Note</p>\n</div>')
    expect(html('> said\n> [!note]')).toContain('<blockquote>')
    expect(html('> [!note]\n> a\n>\n> > [!tip]\n> > b')).toMatch(
      /^<div class="callout note">[\s\S]*<div class="callout tip">\n<p class="callout-title">Tip<\/p>\n<p>b<\/p>\n<\/div>\n<\/div>$/,
    )
  })

  it('has footnotes that lead there and back', () => {
    const shown = html('Cloudy[^1].\n\n[^1]: With soil.')
    expect(shown).toContain('<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>')
    expect(shown).toContain('<section class="footnotes" aria-label="Notes">')
    expect(shown).toContain('<li id="fn1" class="footnote-item">')
    expect(shown).toContain('<a href="#fnref1" class="footnote-backref" aria-label="Back to the text">')
  })

  it('has figures with captions', () => {
    expect(html('![A tube](/files/1 "One metre of pipe")')).toBe(
      '<figure><img src="/files/1" alt="A tube" loading="lazy" decoding="async" /><figcaption>One metre of pipe</figcaption></figure>',
    )
    expect(html('![A tube](/files/1)')).toContain('<p><img')
  })

  it('links by title, to be looked up when it is shown', () => {
    const { html: shown, pageLinks } = renderDocument(
      'See [[Jar  Test]], [[jar test#How to do it|how]] and `[[code]]` [[]].',
      words,
    )
    expect([...pageLinks]).toEqual([['jar test', 'Jar  Test']])
    expect(shown).toBe(
      '<p>See <a class="page-link" data-page="jar test">Jar  Test</a>, <a class="page-link" data-page="jar test" data-at="s-how-to-do-it">how</a> and <code>[[code]]</code> [[]].</p>',
    )
  })

  it('lets nothing through that a person did not mean', () => {
    const shown = html(
      '<div id="main" onclick="x()">x</div>\n\n[a](javascript:alert(1)) [[x" onclick="y|<img src=x onerror=y>]]\n\n# "><script>x</script>',
    )
    expect(shown).not.toMatch(/<(div|script|img)|<[^>]* onclick="|href="javascript/i)
  })
})
