import { backstage } from '../spine/request/backstage.ts'
import { invitationPath, makeInvitation } from '../spine/spaces/invitations.ts'
import { hostOf, option, plainWords, withSite } from './backstage.ts'
import type { Command } from './index.ts'
import { addressOf } from './keys.ts'

export const inviteCommand: Command = {
  usage: 'invite <community> [--uses 10] [--days 30] [--as <email>]   a link by which people join',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const { words } = invocation
      const [slug] = plainWords(words)
      if (!slug) throw new Error('Say into which community: copse invite <community>')
      const usesMost = Number(option(words, 'uses') ?? 10)
      const days = Number(option(words, 'days') ?? 30)
      if (!(usesMost > 0 && days > 0)) throw new Error('--uses and --days take a number.')
      const host = await hostOf(site, slug, option(words, 'as'))
      const id = await backstage(site, host, slug, (ctx) => makeInvitation(ctx, { usesMost, days }))
      console.log(addressOf(site.config) + invitationPath(site, id))
    }),
}
