/** A lock as long as it holds. */
export interface Lock {
  token: string
  itemId: number
  personId: number
  scope: 'exclusive' | 'shared'
  deep: boolean
  owner: string
  until: Date
  /** Where its root is: names below the top, from outside to inside. */
  names: string[]
  folder: boolean
}

/** The locks that cover a resource: on itself, or deep on a folder above. @param above ids of the folders it lies in */
export function covering(locks: readonly Lock[], id: number | undefined, above: readonly number[]): Lock[] {
  return locks.filter(({ itemId, deep }) => itemId === id || (deep && above.includes(itemId)))
}

/**
 * Whether somebody may change what these locks cover: nothing covers it, or they hold one of them and say so. A token says
 * nothing for whom it was not given to: it can be seen by all who read.
 */
export function lets(covering: readonly Lock[], holder: { id: number; tokens: ReadonlySet<string> }): boolean {
  return covering.length === 0 || covering.some((lock) => holds(lock, holder))
}

export function holds({ token, personId }: Lock, holder: { id: number; tokens: ReadonlySet<string> }): boolean {
  return personId === holder.id && holder.tokens.has(token)
}

/** The locks that a new one cannot stand beside: exclusive ones, or any for an exclusive one. */
export function against(wished: Lock['scope'], standing: readonly Lock[]): Lock[] {
  return standing.filter(({ scope }) => wished === 'exclusive' || scope === 'exclusive')
}
