import { giveToItem, needWords, type OwnFile, ownFiles } from '../../spine/attachments/attachments.ts'
import { filesOf, fileUrl } from '../../spine/attachments/written.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'

/** The files that come with a page; of each picture it is said what it shows. */
export async function describedFiles(
  ctx: Request,
  body: Parameters<typeof filesOf>[1],
  along: Parameters<typeof filesOf>[2],
) {
  const ids = await filesOf(ctx, body, along)
  needWords(await ownFiles(ctx, ids))
  return ids
}

/**
 * A page's text with the files that came along and are not in it yet: pictures at its end, other files as links. What the
 * text itself shows stays where it is.
 */
export async function withFiles(ctx: Ctx, text: string, ids: number[]): Promise<string> {
  const files = await ownFiles(ctx, ids)
  const missing = files.filter(({ id }) => !namedIn(text, spaceOf(ctx).slug).includes(id))
  return [text, ...missing.map((file) => written(fileUrl(`/c/${spaceOf(ctx).slug}`, file), file))]
    .filter(Boolean)
    .join('\n\n')
}

/** The files that a text shows or leads to belong to its page from now on, as far as they are the writer's own. */
export async function keepFilesOf(ctx: Ctx, id: number, text: string): Promise<void> {
  await giveToItem(ctx, id, namedIn(text, spaceOf(ctx).slug))
}

function namedIn(text: string, slug: string): number[] {
  const pattern = new RegExp(`/c/${slug}/attachments/(\\d{1,15})/`, 'g')
  return [...new Set([...text.matchAll(pattern)].map(([, id]) => Number(id)))].slice(0, 500)
}

/** A file as a text shows it: a picture, or a link. */
export function written(url: string, file: Pick<OwnFile, 'name' | 'width' | 'alt'>): string {
  const words = (file.width === null ? file.name : file.alt).replace(/[\n[\]\\]+/g, ' ')
  return `${file.width === null ? '' : '!'}[${words}](${url})`
}
