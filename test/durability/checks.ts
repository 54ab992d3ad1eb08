import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Pool } from '../../src/platform/database/connect.ts'
import type { Received } from '../smtp.ts'
import type { Killable } from './site.ts'
import type { Acknowledged } from './writers.ts'

/** What is looked at: the tables, and the files. */
export type Looked = Pick<Killable, 'dataDir' | 'as'>

/**
 * Looks, past the program, whether all that was acknowledged is there, and once; and whether what is derived from it agrees
 * with it. Nobody may be writing meanwhile.
 */
export async function allIsThere(site: Looked, all: Acknowledged): Promise<void> {
  const owner = await site.as('copse_owner')
  try {
    await messagesAreThere(owner, all)
    await reactionsAreThere(owner, all)
    await filesAreThere(owner, site.dataDir, all)
    await tailsAgree(owner)
    await searchAgrees(owner)
    for (const [name, { text, version }] of all.drafts) {
      const rows = await owner`
        select fields ->> 'text' as text, version from draft d join login l using (person_id) where l.email = ${`${name}@example.org`}`
      expect(
        rows.map((row) => ({ ...row })),
        'a draft',
      ).toContainEqual({ text, version })
    }
  } finally {
    await owner.end()
  }
}

async function messagesAreThere(owner: Pool, all: Acknowledged): Promise<void> {
  const rows = await owner<{ id: number; source: string; version: number; revisions: number }[]>`
    select id, source, version, (select count(*)::int from revision r where r.message_id = m.id) revisions from message m`
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { id, text, edits } of all.messages.values())
    expect({ ...byId.get(id) }, 'a message').toMatchObject({ source: text, version: edits + 1, revisions: edits })
  expect(twice(rows.map(({ source }) => source)), 'a text twice').toEqual([])
  const titles = (await owner<{ title: string }[]>`select title from item`).map(({ title }) => title)
  expect(titles, 'a discussion').toEqual(expect.arrayContaining(all.discussions.map(({ title }) => title)))
  expect(twice(titles), 'a title twice').toEqual([])
}

const twice = (words: string[]) => words.filter((word, i) => words.indexOf(word) !== i)

async function reactionsAreThere(owner: Pool, all: Acknowledged): Promise<void> {
  const rows = await owner<{ one: string }[]>`
    select r.message_id || ' ' || split_part(l.email, '@', 1) as one from reaction r join login l using (person_id)`
  expect(
    rows.map(({ one }) => one),
    'a reaction',
  ).toEqual(expect.arrayContaining(all.reactions.map(({ id, by }) => `${id} ${by}`)))
  const wrong = await owner`
    select m.id from message m left join (select message_id, count(*)::int n from reaction group by 1) r on r.message_id = m.id
    where coalesce((m.reactions ->> 'thanks')::int, 0) <> coalesce(r.n, 0)`
  expect([...wrong], 'a count of reactions').toEqual([])
}

async function filesAreThere(owner: Pool, dataDir: string, all: Acknowledged): Promise<void> {
  const rows = await owner<{ id: number; blob: string; messageId: number | null; bytes: number }[]>`
    select id, blob, message_id, bytes from attachment`
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { id, hash, message } of all.files) {
    expect({ ...byId.get(id) }, 'a file').toMatchObject({ blob: hash, ...(message && { messageId: message }) })
  }
  // Every row of a file has its bytes, acknowledged or not.
  for (const { blob, bytes } of rows) {
    const kept = readFileSync(join(dataDir, 'blobs', blob.slice(0, 2), blob.slice(2)))
    const found = [kept.length, createHash('sha256').update(kept).digest('hex')]
    expect(found, 'the bytes of a file').toEqual([bytes, blob])
  }
}

/** What stands beside an item for speed says what its messages say. */
async function tailsAgree(owner: Pool): Promise<void> {
  const wrong = await owner`
    select t.item_id, t.count, t.last_number, t.modseq, m.* from tail t
    join lateral (select count(*)::int said, max(number) number, max(modseq) changed, count(distinct number)::int numbers
      from message where item_id = t.item_id) m on true
    where t.count <> m.said or t.last_number <> m.number or t.modseq < m.changed or m.numbers <> m.said or m.number <> m.said`
  expect([...wrong], 'what stands beside an item').toEqual([])
  const missing = await owner`
    select id from item where kind = 'discussion' and not exists (select from tail where item_id = item.id)`
  expect([...missing], 'an item without a tail').toEqual([])
}

async function searchAgrees(owner: Pool): Promise<void> {
  // An opening is found as part of its item.
  const wrong = await owner`
    select m.id, m.source from message m
    left join search_doc d on d.subject = case when m.number = 1 then -m.item_id else m.id end
    cross join lateral substring(m.source from '\\mw[a-z]+q[0-9]+') word
    where word is not null and (d.subject is null or not d.words @@ plainto_tsquery('simple', word))`
  expect([...wrong], 'what search knows').toEqual([])
}

/** Lets all work be done that waits for its hour. */
export async function settle(site: Looked): Promise<void> {
  const jobs = await site.as('copse_jobs')
  try {
    let left = 1
    for (let tries = 0; left > 0; tries++) {
      if (tries > 300) throw new Error(`${left} jobs are never done`)
      await jobs`update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`
      await jobs`select jobs.enqueue('tell', '{"id": 0}', null, 'wake')`
      await new Promise((resolve) => setTimeout(resolve, 100))
      const [row] = await jobs<[{ left: number }]>`
        select count(*)::int as left from graphile_worker._private_jobs where key is distinct from 'wake'`
      left = row.left
    }
  } finally {
    await jobs.end()
  }
}

/** Everyone who was named was told of it, once; every letter has left, under one Message-ID each. */
export async function allAreTold(site: Looked, all: Acknowledged, received: Received[]): Promise<void> {
  const owner = await site.as('copse_owner')
  try {
    const named = [...all.messages.values()].filter(({ names }) => names).map(({ id }) => id)
    const told = await owner<{ messageId: number; count: number }[]>`
      select message_id, count(*)::int from notification where reason = 'named' group by 1 order by 1`
    expect(
      told.filter(({ count }) => count !== 1),
      'told twice',
    ).toEqual([])
    expect(
      told.map(({ messageId }) => messageId),
      'not told',
    ).toEqual(expect.arrayContaining(named))
    const unwritten = await owner`
      select message_id, person_id from notification where reason = 'named' and letter and read_at is null and mail_id is null`
    expect([...unwritten], 'a letter that was not written').toEqual([])
    // Who has read all of it before it was written needs no letter any more.
    const mails = await owner<{ messageId: string; state: string; read: boolean }[]>`
      select message_id, state, not exists (select from notification n where n.mail_id = mail.id and n.read_at is null) as read from mail`
    const needed = mails.filter(({ state, read }) => state !== 'expired' || !read)
    const unsent = needed.filter(({ state }) => state !== 'sent').map((row) => ({ ...row }))
    expect(unsent, 'a letter that did not leave').toEqual([])
    const ids = [...new Set(received.map(({ id }) => id))]
    expect(ids.sort(), 'letters that came').toEqual(needed.map(({ messageId }) => messageId).sort())
  } finally {
    await owner.end()
  }
}
