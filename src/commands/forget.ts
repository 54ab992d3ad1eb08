import { queueMail } from '../spine/people/mailing.ts'
import { backstage } from '../spine/request/backstage.ts'
import { personWith, plainWords, withSite } from './backstage.ts'
import type { Command } from './index.ts'

/** For whoever asks by letter or mouth and cannot do it themselves. A running server does the work, or the next that starts. */
export const forgetCommand: Command = {
  usage:
    'forget <email> --yes [--leave-words]            end an account and take its person out of everything, for good',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const { words } = invocation
      const [email] = plainWords(words.filter((word) => !word.startsWith('--')))
      if (!email) throw new Error('Say whom to forget: copse forget <email> --yes')
      const id = await personWith(site, email)
      if (!words.includes('--yes')) throw new Error(`Nobody can undo it. If you are sure: copse forget ${email} --yes`)
      await backstage(site, id, null, async (ctx) => {
        await queueMail(ctx, { kind: 'forgotten', address: email, personId: null, subjectId: 0, lang: ctx.me!.lang })
        await ctx.sql`select forget_me(${words.includes('--leave-words')})`
      }).catch((error) => {
        if (error.code !== 'CP001') throw error
        throw new Error(
          `${email} is the only host of a community with other people in it. It needs another host first.`,
        )
      })
      console.log(`${email} cannot sign in any more. The rest is done by the server within minutes of running.`)
    }),
}
