import { backstage } from '../spine/request/backstage.ts'
import { option, plainWords, withSite } from './backstage.ts'
import type { Command } from './index.ts'

const MB = 1024 * 1024

interface Use {
  id: number
  slug: string
  bytes: number
  most: number | null
}

/** How much the files of communities take, and how much they may. */
export const shelfCommand: Command = {
  usage: 'shelf [<community> --most <MB or none>]                how much files take; how much those of one may',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const [slug] = plainWords(invocation.words)
      const most = option(invocation.words, 'most')
      const [operator] = await site.database.app<[{ id: number | null }]>`select first_operator() id`
      if (!operator.id) throw new Error('Nobody tends this site yet: start it and open its first page.')
      await backstage(site, operator.id, null, async ({ sql }) => {
        const uses = await sql<Use[]>`select * from shelf_uses()`
        if (!slug) return say(uses, site.config.shelfBytes)
        const place = uses.find((one) => one.slug === slug)
        if (!place) throw new Error(`There is no community ${slug}.`)
        if (most !== 'none' && !(Number(most) >= 0))
          throw new Error(`Say how much: copse shelf ${slug} --most 2000, or --most none`)
        await sql`select limit_shelf(${place.id}, ${most === 'none' ? null : Math.round(Number(most) * MB)})`
        say(await sql<Use[]>`select * from shelf_uses() where slug = ${slug}`, site.config.shelfBytes)
      })
    }),
}

/** One line each: what a script can cut at its tabs. */
function say(uses: Use[], usual: number | null): void {
  for (const { slug, bytes, most } of uses) {
    const may = most ?? usual
    console.log(`${slug}\t${(bytes / MB).toFixed(1)} MB\t${may === null ? 'none' : `${Math.round(may / MB)} MB`}`)
  }
}
