import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { urlOf } from '../pages.ts'
import type { Line, PageImport } from './imports.ts'

export type ShownImport = ReturnType<typeof presentImport>
export type ShownLine = ReturnType<typeof presentLine>

export function presentImport(ctx: Ctx, row: PageImport) {
  const { counts } = row
  return {
    id: row.id,
    url: `/c/${spaceOf(ctx).slug}/pages/imports/${row.id}`,
    name: row.name,
    by: row.by,
    state: stateOf(row),
    failed: row.failed,
    askedAt: row.askedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    done: row.done,
    total: row.total,
    made: counts.made ?? 0,
    changed: counts.changed ?? 0,
    same: counts.same ?? 0,
    left: counts.left ?? 0,
    notes: counts.note ?? 0,
    again: row.endedAt !== null && row.blob !== null,
  }
}

function stateOf(row: PageImport) {
  if (row.undoneAt) return 'undone'
  if (row.failed) return 'failed'
  if (row.undoAt) return 'undoing'
  if (row.endedAt) return row.stopAt ? 'stopped' : 'done'
  return row.total ? 'working' : 'waiting'
}

export function presentLine(ctx: Ctx, { path, why, about, itemId, title }: Line) {
  return {
    path,
    why,
    about,
    title,
    url: itemId === null || title === null ? null : urlOf(spaceOf(ctx).slug, itemId, title),
  }
}
