import { createHash } from 'node:crypto'
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Site } from '../../spine/request/site.ts'
import type { Tie, Topic } from './topics.ts'

/** Something that is asked for and not known yet. */
export interface Wanted {
  id: number
  title: string
  tags: string[]
}

/** A place in the picture: a topic, or what is wanted about one. */
export interface Spot {
  key: string
  kind: 'topic' | 'gap'
  label: string
  x: number
  y: number
  r: number
}

export interface Line {
  x1: number
  y1: number
  x2: number
  y2: number
  /** How strong, from 1 to 4. */
  weight: number
}

export interface Drawing {
  width: number
  height: number
  spots: Spot[]
  lines: Line[]
}

/** How large a picture is, and how much fits in it. */
export interface Sheet {
  width: number
  height: number
  topics: number
  gaps: number
  /** Height of the letters. */
  letters: number
  /** How much height each place in it asks for. */
  room: number
}

export const wide: Sheet = { width: 900, height: 1000, topics: 60, gaps: 12, letters: 16, room: 18 }
export const narrow: Sheet = { width: 340, height: 540, topics: 12, gaps: 3, letters: 15, room: 40 }

const TICKS = 160
/** How high a picture is at least. */
const LOWEST = 400
/** How many pictures a process keeps. */
const MOST_KEPT = 200
const kept = new WeakMap<Site, Map<string, Drawing>>()

/** A picture of topics, made once for what it shows. */
export function drawn(site: Site, sheet: Sheet, topics: Topic[], ties: Tie[], wanted: Wanted[]): Drawing {
  const shown = topics.slice(0, sheet.topics)
  const gaps = wanted.slice(0, sheet.gaps)
  const names = new Set(shown.map(({ tag }) => tag))
  const between = ties.filter(({ a, b }) => names.has(a) && names.has(b)).slice(0, sheet.topics * 3)
  const key = createHash('sha256')
    .update(JSON.stringify([sheet, shown, between, gaps]))
    .digest('base64url')
  const drawings = kept.get(site) ?? new Map<string, Drawing>()
  kept.set(site, drawings)
  const drawing = drawings.get(key) ?? draw(sheet, shown, between, gaps)
  drawings.set(key, drawing)
  if (drawings.size > MOST_KEPT) drawings.delete(drawings.keys().next().value!)
  return drawing
}

/**
 * Lets topics find their places: those that share things near each other, large ones apart. The same topics give the same picture
 * always: nothing in it is left to chance.
 */
export function draw(whole: Sheet, topics: Topic[], ties: Tie[], wanted: Wanted[]): Drawing {
  // Few need less room than many.
  const height = Math.min(whole.height, Math.max(LOWEST, (topics.length + wanted.length) * whole.room))
  const sheet = { ...whole, height }
  const spots = spotsFor(sheet, topics, wanted)
  const at = new Map(spots.map((spot) => [spot.key, spot]))
  const links = linksBetween(ties, wanted, at)
  settle(spots, links, sheet)
  spread(spots, sheet)
  partLabels(spots, sheet)
  const lines = links.map(({ source, target, count }): Line => {
    const [from, to] = [at.get(source)!, at.get(target)!]
    return { x1: round(from.x), y1: round(from.y), x2: round(to.x), y2: round(to.y), weight: Math.min(4, count) }
  })
  return {
    width: sheet.width,
    height: sheet.height,
    lines,
    spots: spots.map((spot) => ({ ...spotOf(spot), x: round(spot.x), y: round(spot.y), r: round(spot.r) })),
  }
}

interface Link {
  source: string
  target: string
  count: number
}

/** What is drawn, in no place yet. */
function spotsFor(sheet: Sheet, topics: Topic[], wanted: Wanted[]): Spot[] {
  const largest = Math.max(1, ...topics.map(weightOf))
  const scale = sheet.width > 500 ? 26 : 16
  return [
    ...topics.map(
      (topic): Spot => ({
        ...begun(topic.tag),
        kind: 'topic',
        label: topic.tag,
        r: 12 + scale * Math.sqrt(weightOf(topic) / largest),
      }),
    ),
    ...wanted.map(
      (one): Spot => ({
        ...begun(`gap ${one.id}`),
        kind: 'gap',
        label: cut(one.title, sheet.width > 500 ? 26 : 20),
        r: 12,
      }),
    ),
  ]
}

/** Topics that share things, and each gap with the first two of its topics that are drawn. */
function linksBetween(ties: Tie[], wanted: Wanted[], at: ReadonlyMap<string, Spot>): Link[] {
  return [
    ...ties.map(({ a, b, count }) => ({ source: a, target: b, count })),
    ...wanted.flatMap(({ id, tags }) =>
      tags
        .filter((tag) => at.has(tag))
        .slice(0, 2)
        .map((tag) => ({ source: `gap ${id}`, target: tag, count: 1 })),
    ),
  ]
}

/** Lets them pull and push each other until they stay. */
function settle(spots: Spot[], links: Link[], sheet: Sheet): void {
  const pull = forceLink<Spot, { source: string | Spot; target: string | Spot; count: number }>(
    links.map((one) => ({ ...one })),
  )
    .id(({ key }) => key)
    .distance(90)
    .strength(({ count }) => Math.min(0.6, 0.12 * count))
  forceSimulation(spots)
    .force('pull', pull)
    .force('apart', forceManyBody<Spot>().strength(-220).distanceMax(420))
    .force(
      'room',
      forceCollide<Spot>(({ r, label }) => Math.max(r + 12, label.length * 3.2)),
    )
    .force('x', forceX(0).strength((0.09 * sheet.height) / sheet.width))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(TICKS)
}

const weightOf = ({ pages, links, gaps }: Topic) => pages + links / 2 + gaps / 4
const begun = (key: string) => ({ key }) as Pick<Spot, 'key' | 'x' | 'y'>
const round = (n: number) => Math.round(n * 10) / 10
const spotOf = ({ key, kind, label, x, y, r }: Spot): Spot => ({ key, kind, label, x, y, r })

function cut(title: string, most: number): string {
  return title.length <= most ? title : `${title.slice(0, most - 1).trimEnd()}…`
}

/** The room that a spot takes with its words below it. */
type Box = ReturnType<typeof boxOf>

function boxOf({ r, label }: Spot, { letters }: Sheet) {
  return { half: Math.max(r, label.length * letters * 0.27) + 4, above: r + 3, below: r + letters + 8 }
}

/** Spreads the places over all of the sheet. */
function spread(spots: Spot[], sheet: Sheet): void {
  if (!spots.length) return
  const [left, right] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...spots.map(({ y }) => y)), Math.max(...spots.map(({ y }) => y))]
  for (const spot of spots) {
    spot.x = right > left ? ((spot.x - left) / (right - left)) * sheet.width : sheet.width / 2
    spot.y = bottom > top ? ((spot.y - top) / (bottom - top)) * sheet.height : sheet.height / 2
    within(spot, sheet)
  }
}

function within(spot: Spot, sheet: Sheet): void {
  const { half, above, below } = boxOf(spot, sheet)
  spot.x = Math.min(Math.max(spot.x, half), sheet.width - half)
  spot.y = Math.min(Math.max(spot.y, above), sheet.height - below)
}

const ROUNDS = 300
/** Every so many rounds the longer way: out of a corner. */
const TURN = 40

/** Moves what lies upon each other apart, the shorter way, until all words can be read or there is no more room. */
function partLabels(spots: Spot[], sheet: Sheet): void {
  const boxes = spots.map((spot) => boxOf(spot, sheet))
  // Many take fewer rounds: it stays a moment.
  const rounds = Math.min(ROUNDS, Math.ceil(4_000_000 / (spots.length * spots.length + 1)))
  for (let round = 0; round < rounds; round++) {
    let moved = false
    for (let n = 0; n < spots.length; n++)
      for (let m = n + 1; m < spots.length; m++)
        moved = part(spots[n]!, boxes[n]!, spots[m]!, boxes[m]!, sheet, round % TURN === TURN - 1) || moved
    if (!moved) return
  }
}

/** Moves two apart, if they lie upon each other. @returns whether they did */
function part(one: Spot, a: Box, other: Spot, b: Box, sheet: Sheet, turned: boolean): boolean {
  const over = overlap(one, a, other, b)
  if (!over) return false
  const shorter = over.x < over.y ? 'x' : 'y'
  const axis = turned ? (shorter === 'x' ? 'y' : 'x') : shorter
  push(one, other, axis, over[axis] / 2, one[axis] <= other[axis])
  within(one, sheet)
  within(other, sheet)
  return true
}

/** How far two lie upon each other, each way; nothing where they do not. */
function overlap(one: Spot, a: Box, other: Spot, b: Box): { x: number; y: number } | undefined {
  const x = a.half + b.half - Math.abs(one.x - other.x)
  if (x <= 0) return undefined
  const y = one.y <= other.y ? a.below + b.above - (other.y - one.y) : b.below + a.above - (one.y - other.y)
  return y > 0 ? { x, y } : undefined
}

function push(one: Spot, other: Spot, axis: 'x' | 'y', by: number, first: boolean): void {
  one[axis] += first ? -by : by
  other[axis] += first ? by : -by
}
