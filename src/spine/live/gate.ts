import type { Pool } from '../../platform/database/connect.ts'
import { Depths } from '../sharing/depth.ts'
import { sinceIn } from '../sharing/shared.ts'
import { followed, nests, readUpdate } from '../sharing/updates.ts'

/** Looks at what is to be logged in one text: whether it can be read, and makes the text no deeper than a text may be. */
export class Gate {
  /** Known from the first time on that something is put within something: words alone need no looking up. */
  private depths: Depths | undefined

  constructor(
    private readonly app: Pool,
    private readonly text: number,
  ) {}

  async admits(data: Uint8Array): Promise<boolean> {
    const structs = await readUpdate(data)
    if (!structs || !nests(structs)) return structs !== undefined
    this.depths ??= new Depths()
    // What others logged meanwhile, at another process too: this may hang on it.
    await followed(this.depths, await sinceIn(this.app, this.text, this.depths.upto))
    const fits = this.depths.take(structs)
    if (!fits) this.forget()
    return fits
  }

  /** Something that was looked at is not in the log: what is known is not what is there. */
  forget(): void {
    this.depths = undefined
  }
}
