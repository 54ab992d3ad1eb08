import type { DocumentWords, RenderedDocument } from '../../platform/markdown/document/document.ts'
import { renderPatiently } from '../../platform/markdown/document/patient.ts'
import { mentionedPeople, mentionLinks } from '../../spine/messages/post.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

const named = ['note', 'tip', 'important', 'warning', 'caution', 'done', 'open', 'footnotes', 'back'] as const

/** A page's text as HTML, with what we say in it in its own language. */
export async function rendered(ctx: Ctx, lang: string, text: string): Promise<RenderedDocument> {
  const people = await mentionedPeople(ctx, spaceOf(ctx).id, text)
  return renderPatiently({ source: text, words: wordsIn(ctx, lang), mentions: mentionLinks(people) })
}

/**
 * A page's text for those who know nobody here: names of people are only words.
 * @returns with the keys of the titles that it links to
 */
export async function renderedForAnyone(
  ctx: Ctx,
  lang: string,
  text: string,
): Promise<{ html: string; links: string[] }> {
  const { html, pageLinks } = await renderPatiently({ source: text, words: wordsIn(ctx, lang) })
  return { html, links: [...pageLinks.keys()] }
}

function wordsIn(ctx: Ctx, lang: string): DocumentWords {
  const { t } = ctx.site.localeFor(lang)
  return Object.fromEntries(named.map((name) => [name, t(`pages.document.${name}`)])) as DocumentWords
}
