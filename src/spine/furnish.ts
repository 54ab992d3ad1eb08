import type { Sql } from '../platform/database/connect.ts'
import { type LogGroup, spineLogged } from './care/log.ts'
import type { Furnished, FurnishedPlace, Place } from './furnished.ts'
import { named } from './messages/named.ts'
import { spineMine } from './mine/sections.ts'
import { type Reason, spineTells } from './notify/reasons.ts'
import type { Tool } from './tool.ts'

/** The places of every community, in the order people know them by; those without a tool do not show yet. */
const order: Place['name'][] = ['home', 'talk', 'library', 'calendar', 'decide', 'care', 'people', 'about']

type Kinds = NonNullable<Tool['kinds']>

/** What the tools bring, gathered from their manifests, with what the spine has of the same. */
export function furnish(tools: readonly Tool[]): Furnished {
  const kinds: Kinds = Object.assign({}, ...tools.map((tool) => tool.kinds ?? {}))
  return { ...spacesHave(tools), ...kindsHave(tools, kinds), ...peopleAreTold(tools), ...ofCare(tools, kinds) }
}

/** What is there in every community, or where its tool is switched on. */
function spacesHave(tools: readonly Tool[]) {
  const begunWith = (kind: 'community' | 'circle') =>
    tools.filter((tool) => tool.switch?.begins.includes(kind)).map(({ name }) => name)
  return {
    places: order.flatMap((name) => placeOf(tools, name)),
    wanting: tools.flatMap(({ name, wanting }) => (wanting ? [{ ...wanting, tool: name }] : []))[0],
    switches: tools.filter((tool) => tool.switch).map(({ name }) => name),
    begins: { community: begunWith('community'), circle: begunWith('circle') },
    makings: tools.flatMap((tool) => (tool.makes ?? []).map((one) => ({ ...one, tool: tool.name }))),
  }
}

/** A place as its first tool has it, with the doors and pages of all of them. */
function placeOf(tools: readonly Tool[], name: Place['name']): FurnishedPlace[] {
  const switched = (tool: Tool) => tool.switch && { tool: tool.name }
  const doors = tools.flatMap((tool) => (tool.place?.name === name ? [{ ...tool.place, ...switched(tool) }] : []))
  const tabs = tools
    .flatMap((tool) => (tool.tabs ?? []).map((tab) => ({ ...tab, ...switched(tool) })))
    .filter(({ place }) => place === name)
    .sort((a, b) => a.order - b.order)
  const sheet = doors.find((one) => one.sheet)?.sheet
  return doors.slice(0, 1).map((first) => ({ ...first, ...(sheet && { sheet }), doors, tabs }))
}

/** What is known of each kind of item. */
function kindsHave(tools: readonly Tool[], kinds: Kinds) {
  const of = <V>(part: (kind: Kinds[string]) => V | undefined): Record<string, V> =>
    Object.fromEntries(Object.entries(kinds).flatMap(([name, kind]) => (part(kind) ? [[name, part(kind)!]] : [])))
  const switchedKinds: Record<string, string> = Object.fromEntries(
    tools.flatMap((tool) => (tool.switch ? Object.keys(tool.kinds ?? {}).map((kind) => [kind, tool.name]) : [])),
  )
  const begun = Object.values(kinds).find(({ begin }) => begin)
  const forms: Record<string, string> = Object.assign({}, ...tools.map((tool) => tool.forms ?? {}))
  return {
    details: of(({ detail }) => detail),
    liveKinds: of(({ live }) => live),
    switchedKinds,
    isOn: (kind: string, on: readonly string[]) => !(kind in switchedKinds) || on.includes(switchedKinds[kind]!),
    placeOf: (kind: string) => tools.find((tool) => tool.kinds?.[kind])?.place?.name,
    itemPath: (kind: string, id: number, title: string) => kinds[kind]!.path(id, title),
    removeItem: (kind: string) => kinds[kind]?.remove,
    beginPath: (kind?: string) => (kind ? (forms[kind] ?? kinds[kind]?.begin) : begun?.begin) ?? '',
    searched: Object.assign({}, ...tools.map((tool) => tool.search ?? {})) as Furnished['searched'],
  }
}

/** What reaches a person: on the homes, in letters, in the copy they take along. */
function peopleAreTold(tools: readonly Tool[]) {
  return {
    tellings: Object.assign({}, ...tools.map((tool) => tool.tellings ?? {})) as Furnished['tellings'],
    waiting: [named, ...tools.flatMap((tool) => tool.waiting ?? [])],
    toLookAfter: tools.flatMap((tool) => tool.toLookAfter ?? []),
    questions: async (sql: Sql, items: number[]) => {
      const asked = items.length ? tools.map((tool) => tool.questions?.(sql, items) ?? []) : []
      return new Set((await Promise.all(asked)).flat())
    },
    weekly: tools.flatMap((tool) => tool.weekly ?? []),
    letters: Object.assign({}, ...tools.map((tool) => tool.letters ?? {})) as Furnished['letters'],
    mine: Object.assign({ ...spineMine }, ...tools.map((tool) => tool.mine ?? {})) as Furnished['mine'],
  }
}

/** Who is told of what was done, and what the log of care shows of it. */
function ofCare(tools: readonly Tool[], kinds: Kinds): Pick<Furnished, 'tells' | 'logged'> {
  const removable = Object.keys(kinds).filter((kind) => kinds[kind]!.remove)
  const away = removable.flatMap((kind) => [`${kind}.removed`, `${kind}.restored`])
  // Whoever wrote what a host takes away is told, whatever kind it is.
  const tended: Record<string, Reason[]> = Object.fromEntries(removable.map((kind) => [`${kind}.removed`, ['tended']]))
  const logged = (group: LogGroup) => [{ logged: spineLogged }, ...tools].flatMap((one) => one.logged?.[group] ?? [])
  return {
    tells: Object.assign({ ...spineTells, ...tended }, ...tools.map((tool) => tool.tells ?? {})),
    logged: { words: [...logged('words'), ...away], people: logged('people'), place: logged('place') },
  }
}
