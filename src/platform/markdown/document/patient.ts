import { Worker } from 'node:worker_threads'
import { invalid, tooOften } from '../../http/problems.ts'
import { type Asked, type RenderedDocument, renderDocument } from './document.ts'

/** Shorter texts are rendered at once: whatever they say, that takes some milliseconds. In characters. */
const SHORT = 20_000
/** What takes longer was not written by hand. */
const LONGEST_MS = 12_000
/** A rendering is at most so many times as long as its text, and this. */
const GROWN = { times: 12, more: 100_000 }
const IDLE_MS = 30_000

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let line: Promise<unknown> = Promise.resolve()
/** Whoever waits holds a connection to the database. */
const MOST_WAITING = 4
let waiting = 0

/**
 * Renders a document as `renderDocument` does. A long one is rendered in a thread of its own, one after another, so that
 * nobody waits who asked for something else.
 * @param longest in milliseconds
 * @throws Invalid for a text that takes too long, or becomes too much; 429 while several wait already
 */
export async function renderPatiently(asked: Asked, longest = LONGEST_MS): Promise<RenderedDocument> {
  const { source, words, mentions } = asked
  if (source.length <= SHORT) return grownIn(source, renderDocument(source, words, mentions))
  if (waiting >= MOST_WAITING) throw tooOften(10)
  waiting++
  const mine = line.then(() => inThread(asked, longest)).finally(() => waiting--)
  line = mine.catch(() => {})
  return grownIn(source, await mine)
}

function grownIn(source: string, rendered: RenderedDocument): RenderedDocument {
  if (rendered.html.length > GROWN.times * source.length + GROWN.more) throw tooKnotty()
  return rendered
}

function inThread(asked: Asked, longest: number): Promise<RenderedDocument> {
  clearTimeout(idle)
  const thread = worker ?? begin()
  worker = thread
  return new Promise<RenderedDocument>((resolve, reject) => {
    const done = (rendered: RenderedDocument) => {
      settle()
      idle = setTimeout(end, IDLE_MS).unref()
      resolve(rendered)
    }
    // Out of memory, too: it is the thread that ends, and nothing else.
    const give = () => {
      settle()
      end()
      reject(tooKnotty())
    }
    const late = setTimeout(give, longest)
    const settle = () => {
      clearTimeout(late)
      thread.off('message', done).off('error', give).off('exit', give)
    }
    thread.on('message', done).on('error', give).on('exit', give)
    thread.postMessage(asked)
  })
}

function begin(): Worker {
  // Always the built one, beside the program; whoever runs the source has built it, for the browser's files.
  const built = import.meta.url.endsWith('.ts') ? '../../../../dist/' : './'
  const thread = new Worker(new URL(`${built}document-worker.js`, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 192 },
  })
  thread.unref()
  return thread
}

function end(): void {
  const gone = worker
  worker = undefined
  void gone
    ?.removeAllListeners()
    .on('error', () => {})
    .terminate()
}

const tooKnotty = () => invalid('text', 'too-knotty')
