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
import { type LogGroup, spineLogged } from './spine/care/log.ts'
import type { LiveKind } from './spine/live/kind.ts'
import { mountLive } from './spine/live/mount.ts'
import { named } from './spine/messages/named.ts'
import { spineMine } from './spine/mine/sections.ts'
import { type Reason, spineTells } from './spine/notify/reasons.ts'
import type { FurnishedPlace, Place, Site } from './spine/request/ctx.ts'
import { mount } from './spine/request/mount.ts'
import { mountProblems } from './spine/request/problem.ts'
import { mountProtocol } from './spine/request/protocol.ts'
import { readSettings } from './spine/site.ts'
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

/** The places of every community, in the order people know them by; those without a tool do not show yet. */
const order: Place['name'][] = ['home', 'talk', 'library', 'calendar', 'decide', 'care', 'people', 'about']

const kinds = Object.assign({}, ...tools.map((tool) => tool.kinds ?? {})) as NonNullable<Tool['kinds']>

/** Forms for what is no item, by the name of their drafts. */
const forms: Record<string, string> = Object.assign({}, ...tools.map((tool) => tool.forms ?? {}))

const liveKinds: Record<string, LiveKind> = Object.fromEntries(
  Object.entries(kinds).flatMap(([kind, { live }]) => (live ? [[kind, live]] : [])),
)

/** The kinds that hosts take away, and bring back. */
const removable = Object.keys(kinds).filter((kind) => kinds[kind]!.remove)
const tended: Record<string, Reason[]> = Object.fromEntries(removable.map((kind) => [`${kind}.removed`, ['tended']]))

/** What the log of care shows: what the spine and each tool say of it, and what was taken away and brought back. */
export const logged: Site['logged'] = { words: loggedAs('words'), people: loggedAs('people'), place: loggedAs('place') }

function loggedAs(group: LogGroup): string[] {
  const away = removable.flatMap((kind) => [`${kind}.removed`, `${kind}.restored`])
  const said = [{ logged: spineLogged }, ...tools].flatMap((one) => one.logged?.[group] ?? [])
  return group === 'words' ? [...said, ...away] : said
}

/** A place as its first tool has it, with the doors and pages of all of them. */
function placeOf(name: Place['name']): FurnishedPlace[] {
  const named = (tool: Tool) => tool.switch && { tool: tool.name }
  const doors = tools.flatMap((tool) => (tool.place?.name === name ? [{ ...tool.place, ...named(tool) }] : []))
  const tabs = tools
    .flatMap((tool) => (tool.tabs ?? []).map((tab) => ({ ...tab, ...named(tool) })))
    .filter(({ place }) => place === name)
    .sort((a, b) => a.order - b.order)
  return doors.slice(0, 1).map((first) => ({ ...first, doors, tabs }))
}

function begunWith(kind: 'community' | 'circle'): string[] {
  return tools.filter((tool) => tool.switch?.begins.includes(kind)).map((tool) => tool.name)
}

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
  const switchedKinds: Record<string, string> = Object.fromEntries(
    tools.flatMap((tool) => (tool.switch ? Object.keys(tool.kinds ?? {}).map((kind) => [kind, tool.name]) : [])),
  )
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
    places: order.flatMap(placeOf),
    wanting: tools.flatMap(({ name, wanting }) => (wanting ? [{ ...wanting, tool: name }] : []))[0],
    details: Object.fromEntries(
      Object.entries(kinds).flatMap(([kind, { detail }]) => (detail ? [[kind, detail]] : [])),
    ),
    told: Object.assign({}, ...tools.map((tool) => tool.told ?? {})),
    switches: tools.filter((tool) => tool.switch).map((tool) => tool.name),
    begins: { community: begunWith('community'), circle: begunWith('circle') },
    makings: tools.flatMap((tool) => (tool.makes ?? []).map((one) => ({ ...one, tool: tool.name }))),
    waiting: [named, ...tools.flatMap((tool) => tool.waiting ?? [])],
    toLookAfter: tools.flatMap((tool) => tool.toLookAfter ?? []),
    // Whoever wrote what a host takes away is told, whatever kind it is.
    tells: Object.assign({ ...spineTells, ...tended }, ...tools.map((tool) => tool.tells ?? {})),
    logged,
    questions: async (sql, items) => {
      const asked = items.length ? tools.map((tool) => tool.questions?.(sql, items) ?? []) : []
      return new Set((await Promise.all(asked)).flat())
    },
    weekly: tools.flatMap((tool) => tool.weekly ?? []),
    letters: Object.assign({}, ...tools.map((tool) => tool.letters ?? {})),
    placeOf: (kind) => tools.find((tool) => tool.kinds?.[kind])?.place?.name,
    isOn: (kind, tools) => !(kind in switchedKinds) || tools.includes(switchedKinds[kind]!),
    switchedKinds,
    searched: Object.assign({}, ...tools.map((tool) => tool.search ?? {})),
    itemPath: (kind, id, title) => kinds[kind]!.path(id, title),
    removeItem: (kind) => kinds[kind]?.remove,
    beginPath: (kind) =>
      (kind ? (forms[kind] ?? kinds[kind]?.begin) : Object.values(kinds).find(({ begin }) => begin)?.begin) ?? '',
    mine: Object.assign({ ...spineMine }, ...tools.map((tool) => tool.mine ?? {})),
    liveKinds,
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
