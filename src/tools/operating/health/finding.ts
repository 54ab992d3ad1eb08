/** What is looked at, in the order it is shown. */
export const checks = [
  'program',
  'database',
  'jobs',
  'disk',
  'files',
  'memory',
  'backup',
  'mail',
  'address',
  'time',
] as const
export type Check = (typeof checks)[number]

/** unknown: could not be looked at from here, which is no sign of anything. */
export type State = 'well' | 'unknown' | 'warning' | 'wrong'

/** One thing that was looked at: texts `health.<says>`, and what to do about it, `health.<says>.do`. Never a secret. */
export interface Finding {
  check: Check
  state: State
  says: string
  values: Record<string, string | number>
}

type Values = Finding['values']

/** Findings of one check. */
export function about(check: Check) {
  const make =
    (state: State) =>
    (says: string, values: Values = {}): Finding => ({ check, state, says, values })
  return { well: make('well'), unknown: make('unknown'), warning: make('warning'), wrong: make('wrong') }
}

/** What a look comes to, however long it would take and whatever it throws: it says then that it could not look. */
export async function within(check: Check, ms: number, look: () => Promise<Finding[]>): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(() => resolve([about(check).unknown('no-answer', { check })]), ms)
  })
  try {
    return await Promise.race([look(), late])
  } catch {
    return [about(check).unknown('no-answer', { check })]
  } finally {
    clearTimeout(timer)
  }
}

/** The worst of some findings. */
export function worst(findings: readonly Finding[]): State {
  const order: State[] = ['well', 'unknown', 'warning', 'wrong']
  return order[Math.max(0, ...findings.map(({ state }) => order.indexOf(state)))]!
}
