import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { NothingToShow } from './preview.ts'

/** Nothing that people write lies deeper. */
const DEEPEST = 512

/** What one hears of while XML is read. Names are without their prefix. */
export interface Heard {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
  /** Whether enough was heard. */
  enough?(): boolean
}

/**
 * Reads XML without what it declares: entities of its own making are a mistake, and nothing is fetched.
 * @throws NothingToShow
 */
export async function readXml(stream: Readable, heard: Heard): Promise<void> {
  const parser = new SaxesParser({ xmlns: false })
  const decoder = new TextDecoder()
  let depth = 0
  parser.on('error', (error) => {
    throw new NothingToShow('broken', { cause: error })
  })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (++depth > DEEPEST) throw new NothingToShow('too-large')
    heard.open?.(bare(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    heard.close?.(bare(name))
  })
  parser.on('text', (text) => heard.text?.(text))
  parser.on('cdata', (text) => heard.text?.(text))
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
      if (heard.enough?.()) return
    }
    parser.close()
  } catch (error) {
    throw error instanceof NothingToShow ? error : new NothingToShow('broken', { cause: error })
  } finally {
    stream.destroy()
  }
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)
