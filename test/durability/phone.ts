import { setTimeout as pause } from 'node:timers/promises'

/** What a phone on a bad line says to the site: again and again, with the same key, until it is answered. */
export interface Phone {
  /** @returns what was answered with 2xx; rejects with what was refused */
  send(path: string, body: object | FormData): Promise<Record<string, unknown>>
  cookie: string
}

/** How often it had to try, and what it was told meanwhile. */
export interface Line {
  sent: number
  tries: number
  /** Answers by status; 0 where there was none. */
  answers: Map<number, number>
}

const AGAIN_MS = 40
const PATIENCE_MS = 60_000

/** @param key makes keys that nobody else has */
export function phone(url: string, cookie: string, line: Line, key: () => string): Phone {
  return {
    cookie,
    async send(path, body) {
      const idempotency = key()
      const until = performance.now() + PATIENCE_MS
      line.sent++
      while (performance.now() < until) {
        line.tries++
        const answer = await ask(url + path, cookie, body, idempotency)
        line.answers.set(answer.status, (line.answers.get(answer.status) ?? 0) + 1)
        if (answer.status >= 200 && answer.status < 300) return answer.said
        if (answer.status >= 400 && answer.status < 500)
          throw new Error(`${path} was refused: ${answer.status} ${JSON.stringify(answer.said)}`)
        await pause(AGAIN_MS)
      }
      throw new Error(`${path} was not answered within ${PATIENCE_MS} ms`)
    },
  }
}

interface Answer {
  status: number
  said: Record<string, unknown>
}

async function ask(address: string, cookie: string, body: object | FormData, key: string): Promise<Answer> {
  const form = body instanceof FormData
  const headers: Record<string, string> = {
    accept: 'application/json',
    origin: new URL(address).origin,
    'idempotency-key': key,
    ...(cookie && { cookie }),
    ...(!form && { 'content-type': 'application/json' }),
  }
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers,
      body: form ? body : JSON.stringify(body),
      redirect: 'manual',
    })
    return { status: answer.status, said: (await answer.json()) as Answer['said'] }
  } catch {
    return { status: 0, said: {} } // the line broke; whether it was heard is not known
  }
}
