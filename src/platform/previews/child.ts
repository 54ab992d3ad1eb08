import { makePreview } from './make.ts'
import type { Preview, Shown } from './preview.ts'

/** What the process is asked: one file after another. */
export interface Wish {
  path: string
  name: string
}

/** What it says: pictures as they are made, then what else it knows. */
export type Said = { picture: Shown } | { done: Preview }

const say = (said: Said) =>
  new Promise<void>((resolve, reject) =>
    process.send!(said, (error: Error | null) => (error ? reject(error) : resolve())),
  )

process.on('message', async ({ path, name }: Wish) => {
  // What is no fault of the file ends the process: whoever asked hears of that, too.
  await say({ done: await makePreview(path, name, (picture) => say({ picture })) })
})
// Nobody is left to work for.
process.on('disconnect', () => process.exit())
