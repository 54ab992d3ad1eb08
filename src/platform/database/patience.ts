import { Unanswered } from './failure.ts'

/** Waits for what the database is to answer, but not for ever. @throws Unanswered */
export function withPatience<T>(waiting: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unanswered('slow')), ms)
  })
  return Promise.race([waiting, tooLong]).finally(() => clearTimeout(timer))
}
