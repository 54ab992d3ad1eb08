import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import { smtpServer } from '../smtp.ts'
import { cleanUp, copse, found, type Running, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** Everyone is told once of everything that was acknowledged, and written to once, however often the program dies. */

const KILLS = 8
const READERS = ['maud', 'nils', 'petra']

it('tells once and writes once, through sudden ends', { timeout: 300_000 }, async () => {
  const dataDir = readyFolder()
  const { url, received } = await smtpServer()
  const env = { SMTP_URL: url }
  let site = await start(dataDir, [], env)
  try {
    const { cookie, community } = await found(site)
    const readers: string[] = []
    for (const name of READERS) readers.push(await join(site, dataDir, community, name))
    const said: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      const posting = say(site, cookie, community, readers, said)
      // However slow the machine is: it dies while there is something to tell.
      const before = said.length
      await expect.poll(() => said.length, { timeout: 15_000 }).toBeGreaterThan(before)
      await pause(kill * 60)
      await site.kill()
      await posting
      site = await start(dataDir, [], env)
    }
    await say(site, cookie, community, readers, said, 2)
    const { notifications, mentions, letters } = await settled(dataDir)

    expect(said.length).toBeGreaterThan(KILLS)
    for (const title of said) for (const who of READERS) expect(mentions).toContain(`${who} ${title}`)
    expect(notifications.sort()).toEqual(mentions.sort())
    // The same Message-ID is the same mail: after a sudden end it may have left twice.
    const mails = [...new Map(received.map((letter) => [letter.id, letter])).values()]
    expect(mails.length).toBe(letters)
    for (const mention of mentions) {
      const [who, title] = [mention.split(' ')[0]!, mention.slice(mention.indexOf(' ') + 1)]
      const telling = mails.filter((letter) => letter.to.startsWith(who) && letter.text.includes(`${title}.`))
      expect(telling, mention).toHaveLength(1)
    }
  } finally {
    await site.kill()
    await cleanUp(dataDir)
  }
})

/** Somebody new, who hears at any hour. @returns their handle */
async function join(site: Running, dataDir: string, community: string, name: string): Promise<string> {
  const invitation = (await copse(dataDir, ['invite', community.slice(3)])).trim().split('\n').at(-1)!
  const headers = { origin: site.url, accept: 'application/json', 'content-type': 'application/json' }
  const body = { name, email: `${name}@example.org`, password: 'four words by the river', lang: 'en' }
  const answer = await fetch(site.url + new URL(invitation).pathname, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const hears = await speak(site, answer.headers.get('set-cookie')!.split(';')[0]!).post('/me/notifications', {
    quiet: false,
  })
  if (!hears.ok) throw new Error(await hears.text())
  return name
}

/** Names everyone in one discussion after another until the program dies, and notes what it acknowledged. */
async function say(site: Running, cookie: string, community: string, readers: string[], said: string[], most = 1000) {
  const names = readers.map((one) => `@${one}`).join(' ')
  for (let i = 0; i < most; i++) {
    const title = `Call ${said.length + 1} at ${Date.now()}`
    const answer = await speak(site, cookie)
      .post(`${community}/discussions`, { title, text: `${names} ${title}.` })
      .catch(() => undefined)
    if (answer?.status !== 201) return
    said.push(title)
    await pause(40)
  }
}

/** Lets all work be done that waits for its hour. @returns who was told of what, and how many letters there are */
async function settled(dataDir: string) {
  const config = readConfig({ COPSE_DATA: dataDir })
  const { connection } = await embeddedServer({ dataDir, log: () => {} })
  const address = { host: connection.host, port: connection.port, database: 'copse' }
  const jobs = connect(address, credentialsOf('copse_jobs', config.key), 1)
  const owner = connect(address, credentialsOf('copse_owner', config.key), 1)
  try {
    let left = 1
    for (let tries = 0; left > 0 && tries < 300; tries++) {
      await jobs`update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`
      await jobs`select jobs.enqueue('tell', '{"id": 0}', null, 'wake')`
      await pause(200)
      const [row] = await jobs<
        [{ left: number }]
      >`select count(*)::int as left from graphile_worker._private_jobs where key is distinct from 'wake'`
      left = row.left
    }
    const told = (table: 'notification' | 'mention') => owner<{ one: string }[]>`
      select p.handle || ' ' || i.title as one from ${owner(table)} n join person p on p.id = n.person_id join item i on i.id = n.item_id`
    const [mail] = await owner<
      [{ count: number }]
    >`select count(*)::int from mail where kind = 'notice' and state = 'sent'`
    return {
      notifications: (await told('notification')).map(({ one }) => one),
      mentions: (await told('mention')).map(({ one }) => one),
      letters: mail.count,
    }
  } finally {
    await Promise.all([jobs.end(), owner.end()])
  }
}
