import { dirname, sep } from 'node:path'
import { turns } from '../turns.ts'
import { begin, type Child, memoryOf } from './beginning.ts'
import type { Said, Wish } from './child.ts'
import type { Preview, Show } from './preview.ts'

/** What a file may cost. */
interface Limits {
  /** For one file, in milliseconds. */
  time: number
  /** Of the whole process, in bytes. */
  memory: number
  /** How long the process waits for the next file, in milliseconds. */
  idle: number
}

const usual: Limits = { time: 30_000, memory: 400 * 1024 ** 2, idle: 60_000 }
/** How often it is looked at while it works. */
const LOOK_MS = 100
/** A process that has grown is not kept for the next file. */
const KEPT = 0.4

/** Makes previews in a process of its own. */
export interface Previewer {
  /**
   * What is seen and found of a file. A file on which the process ends, by itself or by a limit, has failed; nothing else has.
   * @param show takes each picture as it comes
   */
  make(wish: Wish, show: Show): Promise<Preview>
  /** The process that works now, if there is one. */
  pid(): number | undefined
  end(): void
}

/**
 * A process that looks at files, one after another: started when it is first needed, ended when nobody needs it any more.
 * @param reads the folders that it may read
 */
export function previewer(reads: readonly string[] = [], limits: Partial<Limits> = {}): Previewer {
  const { time, memory, idle } = { ...usual, ...limits }
  const inTurn = turns(1)
  const folders = new Set(reads)
  let child: Child | undefined
  let resting: NodeJS.Timeout | undefined

  const end = () => {
    clearTimeout(resting)
    child?.kill('SIGKILL')
    child = undefined
  }
  const ready = (path: string) => {
    clearTimeout(resting)
    if (![...folders].some((folder) => path.startsWith(folder + sep))) {
      folders.add(dirname(path))
      end()
    }
    const fresh = !child
    child ??= begin([...folders])
    return { child, fresh }
  }
  const once = async (wish: Wish, show: Show) => {
    const at = ready(wish.path)
    let keeps = false
    try {
      const answer = await asked(at.child, wish, show, { time, memory })
      keeps = !answer.ended && memoryOf(at.child) <= memory * KEPT
      return { ...answer, fresh: at.fresh }
    } finally {
      // Where its pictures could not be kept it may still be at work, for nobody.
      if (keeps) resting = setTimeout(end, idle).unref()
      else end()
    }
  }
  return {
    make: (wish, show) =>
      inTurn(async () => {
        const first = await once(wish, show)
        // What others left behind in the process is not held against this file; its time is its own.
        return first.ended === 'early' && !first.fresh ? (await once(wish, show)).preview : first.preview
      }),
    pid: () => child?.pid,
    end,
  }
}

interface Answer {
  preview: Preview
  /** Whether the process ended, and whether its time was over. */
  ended?: 'early' | 'late'
}

/** Asks the process for one file, and ends it where that takes too much. What is wrong with taking its pictures is thrown. */
function asked(child: Child, wish: Wish, show: Show, { time, memory }: Omit<Limits, 'idle'>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let taken: Promise<void> = Promise.resolve()
    const hear = (said: Said) => {
      if ('done' in said) return settle(said.done)
      taken = taken.then(() => show(said.picture))
      taken.catch(() => {})
    }
    const hard: Preview = { type: '', state: 'failed', why: 'too-hard' }
    const ended = () => settle(hard, 'early')
    const settle = (preview: Preview, over?: Answer['ended']) => {
      clearTimeout(late)
      clearInterval(looking)
      child.off('message', hear).off('exit', ended).off('error', ended)
      taken.then(() => resolve({ preview, ...(over && { ended: over }) }), reject)
    }
    const late = setTimeout(() => settle(hard, 'late'), time)
    const looking = setInterval(() => memoryOf(child) > memory && ended(), LOOK_MS)
    child.on('message', hear).on('exit', ended).on('error', ended)
    child.send(wish, (error) => error && ended())
  })
}
