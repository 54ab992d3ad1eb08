import type { Pool } from '../../platform/database/connect.ts'
import type { Site } from '../../spine/request/site.ts'
import { raiseAlarm } from './alarm.ts'
import type { Finding } from './health/finding.ts'
import { lookAtAll } from './health/look.ts'

/** Looks how the site is, and keeps what was found for the page. Tells operators at once when the disk is nearly full. */
export async function examine(site: Site, jobs: Pool): Promise<Finding[]> {
  const { address, jobs: as } = site.database
  const findings = await lookAtAll({ config: site.config, database: { address, as }, thorough: false })
  await jobs`insert into health (findings) values (${jobs.json(findings as never)})
    on conflict (one) do update set at = now(), findings = excluded.findings`
  if (findings.some(({ says, state }) => says === 'disk-full' && state === 'wrong'))
    await raiseAlarm(site, jobs, 'disk', 'full')
  return findings
}
