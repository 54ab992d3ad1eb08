import { applyUpdate, Doc, type XmlElement, type XmlText } from 'yjs'
import type { Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'

/** What is written and not saved: nothing, something, and what was put aside. */
export async function togetherOf(of: string, quiet: string, busy: string, host: Person): Promise<UnnamedVisit[]> {
  await writeIn(busy, host, 'Take a friend along. ')
  await host.post(`${busy}/writing/putting-aside`)
  await writeIn(busy, host, 'Wear wool. ')
  return [
    { route: `${of}/writing`, path: `${quiet}/writing`, by: host, name: 'nothing' },
    { route: `${of}/writing`, path: `${busy}/writing`, by: host },
    { route: `${of}/edit`, path: `${busy}/edit`, by: host, name: 'with what is not saved' },
  ]
}

/** Writes at the beginning of a page together with others, and does not save. */
export async function writeIn(path: string, by: Person, words: string): Promise<void> {
  const { text, update } = (await by.post(`${path}/writing`)).json()
  const doc = new Doc()
  applyUpdate(doc, Buffer.from(update, 'base64'))
  let said = ''
  doc.on('update', (bytes: Uint8Array) => (said = Buffer.from(bytes).toString('base64')))
  const first = doc.getXmlFragment('text').get(0) as XmlElement
  ;(first.get(0) as XmlText).insert(0, words)
  await by.post(`${path}/writing/updates`, { text, data: said })
}
