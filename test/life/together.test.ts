import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { applyUpdate, Doc, type XmlElement, type XmlText } from 'yjs'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import { cleanUp, found, type Running, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** The server is killed while somebody writes: what was answered is kept, what was not is said again, and nothing twice. */

const folder = readyFolder('copse together ')
let node: Running
afterAll(async () => {
  await node.kill()
  await cleanUp(folder)
})

/** The library is switched on as its hosts would. */
async function withLibrary(): Promise<void> {
  const { connection } = await embeddedServer({ dataDir: folder, log: () => {} })
  const address = { host: connection.host, port: connection.port, database: 'copse' }
  const owner = connect(address, credentialsOf('copse_owner', readConfig({ COPSE_DATA: folder }).key), 1)
  await owner`update copse.space set tools = tools || '{pages}'`
  await owner.end()
}

interface State {
  text: number
  number: number
  update: string
}

it('loses no word of a shared text, whenever the server ends', { timeout: 120_000 }, async () => {
  node = await start(folder)
  const port = new URL(node.url).port
  const { cookie, community } = await found(node)
  await withLibrary()
  const made = (await (
    await speak(node, cookie).post(`${community}/pages`, { title: 'Jars', text: 'Words:' })
  ).json()) as { url: string }
  const state = (await (await speak(node, cookie).post(`${made.url}/writing`, {})).json()) as State
  const doc = new Doc()
  applyUpdate(doc, Buffer.from(state.update, 'base64'), 'others')
  const text = (doc.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText
  /** Updates that have no answer yet, by the names we gave them. */
  const open = new Map<number, string>()
  let said = 0
  doc.on('update', (update: Uint8Array) => void open.set(++said, Buffer.from(update).toString('base64')))
  for (let round = 0; round < 4; round++) {
    const socket = new WebSocket(`ws://localhost:${port}/live`, { headers: { cookie, origin: node.url } })
    socket.on('error', () => {})
    await new Promise((go) => socket.on('open', go))
    let line = ''
    socket.on('message', (data) => {
      const { shared } = JSON.parse(String(data))
      line = shared?.line ?? line
      for (const [, from, id] of shared?.updates ?? []) if (from === line) open.delete(id)
      if (shared?.wrote) open.delete(shared.wrote)
    })
    socket.send(JSON.stringify({ share: { text: state.text, after: state.number } }))
    await expect.poll(() => line).not.toBe('')
    for (const [id, data] of open) socket.send(JSON.stringify({ write: { text: state.text, id, data } }))
    for (let i = 0; i < 8; i++) {
      text.insert(text.length, ` ${round}.${i}`)
      socket.send(JSON.stringify({ write: { text: state.text, id: said, data: open.get(said) } }))
      await pause(15)
    }
    if (round === 3) await expect.poll(() => open.size).toBe(0)
    // In the midst of it, but for the last time.
    else await node.kill()
    socket.terminate()
    if (round < 3) node = await start(folder, [], { PORT: port })
  }
  const now = (await (await speak(node, cookie).get(`${made.url}/writing`)).json()) as State
  const fresh = new Doc()
  applyUpdate(fresh, Buffer.from(now.update, 'base64'))
  const kept = ((fresh.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText).toString()
  expect(kept).toBe(text.toString())
})
