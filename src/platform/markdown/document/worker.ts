import { parentPort } from 'node:worker_threads'
import { type Asked, renderDocument } from './document.ts'

/** Renders one document after another, beside the process that answers people. */
parentPort!.on('message', ({ source, words, mentions }: Asked) => {
  parentPort!.postMessage(renderDocument(source, words, mentions))
})
