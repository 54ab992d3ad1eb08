import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { connect } from '../src/platform/database/connect.ts'
import { schemaListing } from '../src/platform/database/schema.ts'
import { root, TEMPLATE } from './setup.ts'

it('db/schema.sql says what the migrations make (npm run schema writes it anew)', async () => {
  const { address, user, password } = inject('server')
  const admin = connect({ ...address, database: TEMPLATE }, { user, password }, 1)
  const listing = await schemaListing(admin)
  await admin.end()
  const path = join(root, 'db/schema.sql')
  if (process.env.WRITE_SCHEMA) writeFileSync(path, listing)
  expect(readFileSync(path, 'utf8')).toBe(listing)
})
