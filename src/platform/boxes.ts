/** A file that is read a part at a time. */
export interface Parts {
  bytes: number
  /** What is there of so many bytes from a place on. */
  part(start: number, length: number): Promise<Buffer>
}

/** A box of an MP4 film: its name, and where what is in it begins and ends. */
export interface Box {
  type: string
  start: number
  body: number
  end: number
}

/** More boxes side by side, or one in another, than any film has. */
const MOST = 4_000

/** The boxes between two places, as far as they make sense. */
export async function* boxesIn(file: Parts, from: number, to: number): AsyncGenerator<Box> {
  let start = from
  for (let count = 0; count < MOST && start + 8 <= to; count++) {
    const head = await file.part(start, 16)
    if (head.length < 8) return
    const type = head.toString('latin1', 4, 8)
    const short = head.readUInt32BE(0)
    const long = short === 1 && head.length === 16
    const size = long ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - start : short
    const body = start + (long ? 16 : 8)
    if (!Number.isSafeInteger(size) || start + size < body || start + size > to) return
    yield { type, start, body, end: start + size }
    start += size
  }
}

/** The first box of a name. */
export async function boxIn(
  file: Parts,
  within: { body: number; end: number },
  type: string,
): Promise<Box | undefined> {
  for await (const box of boxesIn(file, within.body, within.end)) if (box.type === type) return box
}

/** The first box on a way of names, from the beginning of the file or from within a box. */
export async function boxAt(file: Parts, way: string, within?: Box): Promise<Box | undefined> {
  let box: Pick<Box, 'body' | 'end'> | undefined = within ?? { body: 0, end: file.bytes }
  for (const type of way.split('/')) {
    box = box && (await boxIn(file, box, type))
    // Before what these hold stands their version.
    if (box && type === 'meta') box = { ...box, body: await afterVersion(file, box.body) }
  }
  return box as Box | undefined
}

/** QuickTime writes `meta` without a version, everyone else with one: behind it stands the name of the first box. */
export async function afterVersion(file: Parts, body: number): Promise<number> {
  const head = await file.part(body, 8)
  return head.toString('latin1', 4, 8) === 'hdlr' ? body : body + 4
}
