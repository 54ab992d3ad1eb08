/** What is known of an option when options are compared. */
export interface Weighed {
  yes: number
  ifNeedBe: number
  no: number
  /** Of those who should be there, so many cannot. */
  missing: number
  /** So many would be up in their night. */
  nights: number
}

/** Why an option is among the best. */
export const merits = ['most-yes', 'nobody-excluded', 'fewest-nights'] as const
type Merit = (typeof merits)[number]

/** Which of two options fits better; 0: they fit alike. Who should be there counts first, then who can come, then whose night it is. */
export function byFit(a: Weighed, b: Weighed): number {
  return a.missing - b.missing || b.yes - a.yes || a.no - b.no || b.ifNeedBe - a.ifNeedBe || a.nights - b.nights
}

/** What speaks for an option before the others; nothing as long as nobody has answered, but whose night it takes. */
export function meritsOf(one: Weighed, all: readonly Weighed[]): Merit[] {
  if (all.length < 2) return []
  const answered = all.some(({ yes, ifNeedBe, no }) => yes + ifNeedBe + no > 0)
  const most = Math.max(...all.map(({ yes }) => yes))
  const nights = all.map((other) => other.nights)
  const fewest = Math.min(...nights)
  return [
    ...(most > 0 && one.yes === most && all.some(({ yes }) => yes < most) ? (['most-yes'] as const) : []),
    ...(answered && one.no === 0 && one.yes + one.ifNeedBe > 0 && all.some(({ no }) => no > 0)
      ? (['nobody-excluded'] as const)
      : []),
    ...(one.nights === fewest && nights.some((n) => n > fewest) ? (['fewest-nights'] as const) : []),
  ]
}
