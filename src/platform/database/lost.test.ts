import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { connect } from './connect.ts'
import { listen } from './hearing.ts'
import { lease } from './lease.ts'

/** A connection breaks, or does not answer: who was on it hears of it, and nobody else does. */

const { address, user, password } = inject('server')
const admin = connect(address, { user, password }, 1)
const pool = connect(address, { user, password }, 2)
afterAll(async () => {
  await pool.end({ timeout: 1 })
  await admin.unsafe('drop table if exists lost_and_kept')
  await admin.end({ timeout: 1 })
})

async function begun(patience?: number) {
  const leased = await lease(pool, patience)
  await leased.sql.unsafe('begin')
  const [row] = await leased.sql<[{ pid: number }]>`select pg_backend_pid() pid`
  const end = async () => {
    await admin`select pg_terminate_backend(${row.pid})`
    await pause(50)
  }
  return { ...leased, end, pid: row.pid }
}

describe('a transaction whose connection is lost', () => {
  it('says so for all that is asked in it, and never goes on in the transaction of another', async () => {
    await admin.unsafe('create table lost_and_kept (word text)')
    const lost = await begun()
    await lost.sql`insert into lost_and_kept values ('before')`
    await lost.end()
    // Others come at once, on connections that may be the very same ones.
    const others = await Promise.all([begun(), begun()])
    await expect(lost.sql`insert into lost_and_kept values ('after')`).rejects.toThrow('unreachable')
    await expect(lost.sql.unsafe('commit')).rejects.toThrow('unreachable')
    lost.release()
    for (const other of others) {
      await other.sql`insert into lost_and_kept values ('another')`
      await other.sql.unsafe('commit')
      other.release()
    }
    const rows = await admin<{ word: string }[]>`select word from lost_and_kept`
    expect(rows.map(({ word }) => word)).toEqual(['another', 'another'])
  })

  it('is told while it waits for an answer', async () => {
    const lost = await begun()
    const answers = Promise.allSettled([lost.sql`select pg_sleep(30)`, lost.sql`select 1`, lost.sql`select ${2}::int`])
    await pause(50)
    await lost.end()
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    lost.release()
  })

  it('leaves a pool that answers, however often it happens', async () => {
    for (let time = 0; time < 15; time++) {
      const [lost, other] = await Promise.all([begun(), begun()])
      const words = lost.sql`select ${time}::int`.catch(() => {})
      await Promise.all([lost.end(), words])
      await lost.sql.unsafe('rollback').catch(() => {})
      lost.release()
      await other.sql.unsafe('commit')
      other.release()
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }])
    }
  })
})

describe('patience', () => {
  it('ends where no answer comes, and the pool goes on', async () => {
    const slow = await begun(300)
    await expect(slow.sql`select pg_sleep(5)`).rejects.toMatchObject({ failure: 'slow' })
    slow.release()
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }])
  })

  it('ends where no connection is free, and one that comes late goes back', async () => {
    const both = [await begun(), await begun()]
    await expect(lease(pool, 100)).rejects.toMatchObject({ failure: 'slow' })
    for (const one of both) {
      await one.sql.unsafe('rollback')
      one.release()
    }
    const again = [await begun(), await begun()]
    for (const one of again) one.release()
  })
})

it('an ear that was cut off hears again', async () => {
  const heard: string[] = []
  let times = 0
  const ear = await listen(
    address,
    { user, password },
    'lost_test',
    (word) => heard.push(word),
    () => times++,
  )
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen lost_test'`
  await expect.poll(() => times).toBe(2)
  await admin`select pg_notify('lost_test', 'again')`
  await expect.poll(() => heard).toEqual(['again'])
  await ear.close()
})
