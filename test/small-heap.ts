import { openSite } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { handsIn } from '../src/tools/pages/hands.ts'
import { pageFor } from '../src/tools/pages/pages.ts'

/** Run by a process with little memory: who wrote which part of a page. Tells it as JSON. */
const { address, dataDir, root, secret, person, slug, id } = JSON.parse(process.env.SMALL_HEAP!)
const config = readConfig({ COPSE_DATA: dataDir, COPSE_SECRET: secret, COPSE_MODE: 'test' })
const app = connect(address, credentialsOf('copse_app', config.key), 2)
const site = await openSite(
  config,
  { address, app, jobs: credentialsOf('copse_jobs', config.key), migrated: [], close: async () => {} },
  { root, dist: `${root}/dist` },
  { info: () => {}, error: () => {} },
  async () => {},
)
const { looked, complete, parts } = await backstage(site, person, slug, async (ctx) =>
  handsIn(ctx, await pageFor(ctx, id), 90),
)
const revisions = parts.map(({ revision }) => revision.number)
process.stdout.write(JSON.stringify({ looked, complete, revisions }), () => process.exit(0))
