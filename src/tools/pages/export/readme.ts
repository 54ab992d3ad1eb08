import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { frontMatter } from '../carried/front-matter.ts'
import { escapedWords, relativeLink } from '../carried/relative.ts'
import type { Kept } from './contents.ts'
import type { Folder } from './portable.ts'

/** The first file of the folder: where it is from, whose it is, and all pages as a list with links. */
export function readme(ctx: Ctx, pages: readonly Kept[], folder: Folder): string {
  const space = spaceOf(ctx)
  const { t } = ctx.site.localeFor(space.lang)
  const below = new Map<number | null, Kept[]>()
  for (const page of pages) {
    const beside = below.get(page.parentId)
    if (beside) beside.push(page)
    else below.set(page.parentId, [page])
  }
  const list = (under: number | null, depth: number): string[] =>
    (below.get(under) ?? []).flatMap((page) => [
      `${'  '.repeat(depth)}- [${escapedWords(page.title)}](${relativeLink('README.md', folder.pages.get(page.id)!.path)})`,
      ...list(page.id, depth + 1),
    ])
  const source = `${folder.site}/c/${space.slug}/pages`
  return `${frontMatter({ title: space.name, copse: source })}# ${escapedWords(space.name)}

${t('pages.archive.from', { day: ctx.now.toISOString().slice(0, 10), address: source })}

${t('pages.archive.licence')}

${list(null, 0).join('\n') || t('pages.none')}
`
}
