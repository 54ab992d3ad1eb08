import { backstage } from '../spine/request/backstage.ts'
import type { Site } from '../spine/request/site.ts'
import { makeCommunity } from '../spine/spaces/communities.ts'
import { importStackExchange } from '../tools/discussions/index.ts'
import { hostOf, option, personWith, plainWords, withSite } from './backstage.ts'
import type { Command } from './index.ts'

export const importCommand: Command = {
  usage: 'import stackexchange <Posts.xml> --into <community> [--from https://site] [--lang en] [--as <email>]',
  run: (invocation) =>
    withSite(invocation, async (site) => {
      const { words } = invocation
      const [kind, path] = plainWords(words)
      const into = option(words, 'into')
      if (kind !== 'stackexchange' || !path || !into) throw new Error(`Say: copse ${importCommand.usage}`)
      const base = (option(words, 'from') ?? `https://${into}.stackexchange.com`).replace(/\/+$/, '')
      if (!URL.canParse(base)) throw new Error('--from takes the address of the site the posts are from.')
      const personId = await communityFor(site, into, option(words, 'as'))
      const progress = progressLine()
      const report = await importStackExchange(site, {
        path,
        into,
        personId,
        base,
        lang: option(words, 'lang') ?? 'en',
        progress,
      })
      console.log(
        `${report.questions} questions and ${report.answers} answers by ${report.people} people are now in ${into}.`,
      )
      if (report.questionsBefore + report.answersBefore > 0)
        console.log(`${report.questionsBefore} questions and ${report.answersBefore} answers were there already.`)
      if (report.skipped.length === 0) console.log('Nothing was left out.')
      for (const [why, rows] of grouped(report.skipped))
        console.log(
          `Left out, ${reasons[why] ?? why}: ${rows.length} (${rows
            .slice(0, 8)
            .map((row) => `row ${row.id ?? '?'} in line ${row.line}`)
            .join(', ')}${rows.length > 8 ? ', …' : ''})`,
        )
      console.log(`Attribution is kept: each text links to its original at ${base}.`)
    }),
}

const reasons: Record<string, string> = {
  'other-kind': 'neither question nor answer (pages about tags and the like)',
  'orphan-answer': 'answer whose question is not in the file',
  'too-long': 'longer than a message can be',
  'no-text': 'without a text',
  'no-title': 'question without a title',
}

/** The host in whose name to import; a community that is not there yet is made by the person named, or by the operator. */
async function communityFor(site: Site, slug: string, email: string | undefined): Promise<number> {
  const [there] = await site.database.app<[{ id: number | null }]>`select host_of(${slug}) id`
  if (there.id) return hostOf(site, slug, email)
  const [operator] = await site.database.app<[{ id: number | null }]>`select first_operator() id`
  const founder = email ? await personWith(site, email) : operator.id
  if (!founder)
    throw new Error(`There is no community ${slug}, and nobody to make it. Found the site first, or say --as <email>.`)
  const name = slug.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase())
  await backstage(site, founder, null, (ctx) => makeCommunity(ctx, { name, purpose: '', lang: 'en', slug }))
  console.log(`Made the community ${slug}.`)
  return founder
}

function grouped<T extends { why: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.why, [...(groups.get(row.why) ?? []), row])
  return groups
}

/** On a terminal one line that moves; otherwise one line each tenth. */
function progressLine(): (share: number) => void {
  let told = -1
  return (share) => {
    const percent = Math.min(100, Math.floor(share * 100))
    if (percent === told) return
    if (process.stdout.isTTY) process.stdout.write(`\r${percent} % ${percent === 100 ? '\n' : ''}`)
    else if (Math.floor(percent / 10) > Math.floor(told / 10)) console.log(`${percent} %`)
    told = percent
  }
}
