/** How many of each are kept: the newest of a day, of a week, of a month. */
export interface Keeping {
  daily: number
  weekly: number
  monthly: number
}

export const usual: Keeping = { daily: 7, weekly: 4, monthly: 6 }

/** The days, weeks (from Monday) and months of a moment, UTC. */
const periods: Record<keyof Keeping, (at: Date) => string> = {
  daily: (at) => at.toISOString().slice(0, 10),
  weekly: (at) => new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10),
  monthly: (at) => at.toISOString().slice(0, 7),
}

/**
 * Which backups to keep: of each of the newest seven days, four weeks and six months that have any, the newest. The newest
 * of all is always kept; days without a backup do not shorten the row.
 */
export function kept(times: readonly Date[], keeping: Keeping = usual): Date[] {
  const newest = [...times].sort((a, b) => b.getTime() - a.getTime())
  const chosen = new Set(newest.slice(0, 1))
  for (const [period, of] of Object.entries(periods) as [keyof Keeping, (at: Date) => string][]) {
    const seen = new Set<string>()
    for (const at of newest) {
      if (seen.size >= keeping[period] || seen.has(of(at))) continue
      seen.add(of(at))
      chosen.add(at)
    }
  }
  return newest.filter((at) => chosen.has(at))
}
