/** It was heard by nobody, or by somebody who could not answer just now. */
const LATER = [0, 408, 425, 429]

/** What the server has taken, or why it has not. */
export type Outcome<T> = { took: T } | { refused: string }

/**
 * Sends something that waits.
 * @param patience in milliseconds
 * @returns undefined where it is to be tried again later
 */
export async function post<T>(address: string, sent: RequestInit, patience: number): Promise<Outcome<T> | undefined> {
  try {
    const answer = await fetch(address, {
      ...sent,
      method: 'POST',
      headers: { accept: 'application/json', ...sent.headers },
      signal: AbortSignal.timeout(patience),
    })
    if (answer.status >= 500 || LATER.includes(answer.status)) return undefined
    const said = (await answer.json()) as T & { errors?: Record<string, string>; detail?: string }
    if (answer.ok) return { took: said }
    return { refused: Object.values(said.errors ?? {}).join(' ') || said.detail || String(answer.status) }
  } catch {
    return undefined
  }
}
