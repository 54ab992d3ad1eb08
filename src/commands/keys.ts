import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'
import { hashOf, newSecret } from '../spine/people/credential.ts'
import { noteKey } from '../spine/people/key-events.ts'
import { oneTimePath } from '../spine/people/signing-in.ts'
import { backstage } from '../spine/request/backstage.ts'
import { personWith, plainWords, withSite } from './backstage.ts'
import type { Command } from './index.ts'

export const tokenCommand: Command = {
  usage: 'token <email>                                   a token for a program, on its own last line',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const [email] = plainWords(invocation.words)
      if (!email) throw new Error('Say whose token: copse token <email>')
      const secret = newSecret('copse_')
      const person = await personWith(site, email)
      // Written first: a token that nobody was told of shall not be.
      await site.database.app`select note_emergency(${person}, 'operator.token')`
      await backstage(site, person, null, async (ctx) => {
        await ctx.sql`select make_token('copse token', ${hashOf(secret)}, '{read,write}', null)`
        await noteKey(ctx, person, 'token-by-operator', { what: 'copse token' })
      })
      console.log(`A token for ${email}, who can end it under "Your settings":`)
      console.log(secret)
    }),
}

export const linkCommand: Command = {
  usage: 'link <email>                                    a link to sign in that works once, for half an hour',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const [email] = plainWords(invocation.words)
      if (!email) throw new Error('Say whose link: copse link <email>')
      const [link] = await site.database.app<
        { id: number | null; personId: number }[]
      >`select * from make_one_time('sign-in', ${email}, 30)`
      if (!link?.id) throw new Error(`Nobody here has the address ${email}.`)
      // Who holds the link reads as that person: they are told, and so are the places that open by it.
      await site.database.app`select note_emergency(${link.personId}, 'operator.link')`
      console.log(addressOf(site.config) + oneTimePath(site, 'sign-in', link.id))
    }),
}

export const codeOffCommand: Command = {
  usage:
    'code-off <email>                                switch somebody’s second step off: for who lost phone and codes',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const [email] = plainWords(invocation.words)
      if (!email) throw new Error('Say whose second step: copse code-off <email>')
      const person = await personWith(site, email)
      const gone = await backstage(site, person, null, async (ctx) => {
        const [row] = await ctx.sql<[{ gone: boolean }]>`select drop_second_step() gone`
        // It is in their list of what happened, and a letter tells them.
        if (row.gone) await noteKey(ctx, person, 'code-off-by-operator')
        return row.gone
      })
      if (!gone) throw new Error(`${email} has no second step.`)
      console.log(
        `The second step of ${email} is off. A letter tells them, and it stands among what happened to their keys.`,
      )
    }),
}

/** Where people reach the site: as set, else where the running server listens, else where it would. */
export function addressOf(config: Config): string {
  const kept = join(config.dataDir, ADDRESS_FILE)
  return config.url ?? (existsSync(kept) ? readFileSync(kept, 'utf8') : `http://localhost:${config.port}`)
}

/** Kept in the data folder while a server runs, for commands beside it. */
export const ADDRESS_FILE = 'address'
