import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { storesOf } from './platform/blobs.ts'
import { busOver, LISTENING } from './platform/bus.ts'
import type { Config } from './platform/config.ts'
import { listen } from './platform/database/hearing.ts'
import type { Database } from './platform/database/open.ts'
import { credentialsOf } from './platform/database/roles.ts'
import { httpServer } from './platform/http/server.ts'
import { localesOf } from './platform/i18n.ts'
import type { Log } from './platform/log.ts'
import { Metrics } from './platform/metrics.ts'
import { furnish } from './spine/furnish.ts'
import { mountLive } from './spine/live/mount.ts'
import { mount } from './spine/request/mount.ts'
import { mountProblems } from './spine/request/problem.ts'
import { mountProtocol } from './spine/request/protocol.ts'
import type { Site } from './spine/request/site.ts'
import { readSettings } from './spine/settings.ts'
import { mountSystem } from './spine/system.ts'
import { spineTexts } from './spine/texts.ts'
import type { Tool } from './spine/tool.ts'
import { actions } from './tools/actions/index.ts'
import { beginning } from './tools/beginning/index.ts'
import { caldav } from './tools/caldav/index.ts'
import { calendar } from './tools/calendar/index.ts'
import { care } from './tools/care/index.ts'
import { circles } from './tools/circles/index.ts'
import { conversations } from './tools/conversations/index.ts'
import { dav } from './tools/dav/index.ts'
import { discussions } from './tools/discussions/index.ts'
import { door } from './tools/door/index.ts'
import { feeds } from './tools/feeds/index.ts'
import { files } from './tools/files/index.ts'
import { gaps } from './tools/gaps/index.ts'
import { home } from './tools/home/index.ts'
import { hooks } from './tools/hooks/index.ts'
import { journeys } from './tools/journeys/index.ts'
import { keeping } from './tools/keeping/index.ts'
import { keys } from './tools/keys/index.ts'
import { leaving } from './tools/leaving/index.ts'
import { links } from './tools/links/index.ts'
import { me } from './tools/me/index.ts'
import { notifications } from './tools/notifications/index.ts'
import { operating } from './tools/operating/index.ts'
import { pages } from './tools/pages/index.ts'
import { people } from './tools/people/index.ts'
import { rooms } from './tools/rooms/index.ts'
import { search } from './tools/search/index.ts'
import { tending } from './tools/tending/index.ts'
import { thanks } from './tools/thanks/index.ts'
import { welcome } from './tools/welcome/index.ts'
import { writing } from './tools/writing/index.ts'
import { assetsIn } from './ui/assets.ts'
import { uiTexts } from './ui/texts.ts'

/** What there is. A tool is its folder and its name in this list. */
export const tools: Tool[] = [
  home,
  discussions,
  rooms,
  pages,
  files,
  dav,
  links,
  gaps,
  calendar,
  actions,
  journeys,
  caldav,
  hooks,
  people,
  circles,
  conversations,
  thanks,
  care,
  door,
  me,
  leaving,
  keys,
  notifications,
  keeping,
  feeds,
  search,
  tending,
  beginning,
  welcome,
  writing,
  operating,
]

/** Where the program's own files are. */
export interface Folders {
  /** The repository: `db/`, `content/`, `seeds/`. */
  root: string
  /** What the build made. */
  dist: string
}

/** Puts the house together on an open database. */
export async function openSite(
  config: Config,
  database: Database,
  folders: Folders,
  log: Log,
  loadDemonstration: (site: Site) => Promise<void>,
): Promise<Site> {
  const settings = await readSettings(database.app)
  const [row] = await database.app<[{ demonstration: boolean }]>`select demonstration from site`
  const localeFor = localesOf([uiTexts, spineTexts, ...tools.map((tool) => tool.texts)])
  const assets = assetsIn(join(folders.dist, 'assets'))
  const site: Site = {
    config,
    database,
    ...storesOf(config),
    bus: await busOver(
      database.app,
      (...words) => listen(database.address, credentialsOf('copse_app', config.key), ...words),
      log,
    ),
    log,
    assets,
    localeFor,
    demonstration: row.demonstration,
    settings,
    openOutbox: () => site.demonstration || config.mode !== 'production',
    ...furnish(tools),
    build: assets.css + assets.js,
    loadDemonstration: () => loadDemonstration(site),
  }
  // Also whenever we begin to listen again: what was said meanwhile was not heard.
  for (const topic of ['site', LISTENING])
    site.bus.subscribe(
      topic,
      () =>
        void readSettings(database.app).then(
          (read) => (site.settings = read),
          () => {},
        ),
    )
  return site
}

/** A server with all routes, not yet listening. */
export async function serverFor(site: Site, folders: Folders): Promise<FastifyInstance> {
  const metrics = new Metrics()
  const server = await httpServer(site.config, site.log, metrics)
  const routes = tools.flatMap((tool) =>
    tool.switch ? tool.routes.map((route) => ({ ...route, tool: tool.name })) : tool.routes,
  )
  await mountSystem(server, site, metrics, routes, join(folders.dist, 'assets'))
  mountProblems(server, site)
  mountLive(server, site, metrics)
  for (const route of routes) mount(server, site, route)
  for (const { protocols = [] } of tools) for (const one of protocols) await mountProtocol(server, site, one)
  return server
}
