import { createHash } from 'node:crypto'
import type { Dice } from './dice.ts'
import type { Phone } from './phone.ts'

/** What was answered with "kept", and must be there ever after. */
export interface Acknowledged {
  discussions: { title: string; by: string }[]
  messages: Map<string, Said>
  reactions: { id: number; by: string }[]
  files: { id: number; hash: string; message?: number }[]
  drafts: Map<string, { text: string; version: number }>
  joined: string[]
}

interface Said {
  id: number
  url: string
  by: string
  /** What it says now, and how often that was changed. */
  text: string
  edits: number
  names: boolean
}

export const nothingYet = (): Acknowledged => ({
  discussions: [],
  messages: new Map(),
  reactions: [],
  files: [],
  drafts: new Map(),
  joined: [],
})

/** Someone who writes, one thing after the other. */
export class Writer {
  private count = 0
  /** How much of theirs was acknowledged. */
  kept = 0

  constructor(
    readonly name: string,
    private readonly phone: Phone,
    private readonly dice: Dice,
    private readonly community: { path: string; id: number },
    private readonly items: { url: string }[],
    private readonly all: Acknowledged,
  ) {}

  async writeUntil(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await this.something()
      this.kept++
    }
  }

  private something(): Promise<unknown> {
    const face = this.dice.roll(20)
    if (face < 8) return this.reply()
    if (face < 11) return this.edit()
    if (face < 14) return this.react()
    if (face < 16) return this.upload()
    if (face < 18) return this.draft()
    return this.open()
  }

  /** A word that nobody wrote before. */
  private word(): string {
    return `w${this.name}q${++this.count}`
  }

  private async reply(): Promise<void> {
    const names = this.name !== 'ada' && this.dice.roll(6) === 0
    const text = `${names ? '@ada-umeh ' : ''}${this.word()} is what I saw at the weir.`
    const said = await this.phone.send(`${this.dice.pick(this.items).url}/messages`, { text })
    this.note(said, text, names)
  }

  private note(said: Record<string, unknown>, text: string, names = false): Said {
    const message = { id: said.id as number, url: said.url as string, by: this.name, text, edits: 0, names }
    this.all.messages.set(message.url, message)
    return message
  }

  private async edit(): Promise<void> {
    const mine = [...this.all.messages.values()].filter(({ by, names }) => by === this.name && !names)
    if (!mine.length) return this.reply()
    const message = this.dice.pick(mine)
    const text = `${this.word()} was it, as I see now.`
    await this.phone.send(`${message.url}/edit`, { text, version: message.edits + 1 })
    Object.assign(message, { text, edits: message.edits + 1 })
  }

  private async react(): Promise<void> {
    const theirs = [...this.all.messages.values()].filter(({ by }) => by !== this.name)
    if (!theirs.length) return this.reply()
    const message = this.dice.pick(theirs)
    await this.phone.send(`${message.url}/reactions`, { on: 'thanks' })
    this.all.reactions.push({ id: message.id, by: this.name })
  }

  private async upload(): Promise<void> {
    const bytes = Buffer.from(`${this.word()} `.repeat(200 + this.dice.roll(20_000)))
    const form = new FormData()
    form.set('files', new Blob([new Uint8Array(bytes)], { type: 'text/plain' }), 'levels.txt')
    const { id } = (await this.phone.send(`${this.community.path}/attachments`, form)) as { id: number }
    const file: Acknowledged['files'][number] = { id, hash: createHash('sha256').update(bytes).digest('hex') }
    this.all.files.push(file)
    const text = `${this.word()} has the levels.`
    const said = await this.phone.send(`${this.dice.pick(this.items).url}/messages`, { text, attachments: [id] })
    file.message = this.note(said, text).id
  }

  private async draft(): Promise<void> {
    const before = this.all.drafts.get(this.name)
    const text = `${this.word()} and then`
    const kept = await this.phone.send(`/drafts/new:${this.community.id}`, { text, version: before?.version ?? 0 })
    this.all.drafts.set(this.name, { text, version: kept.version as number })
  }

  private async open(): Promise<void> {
    const title = `${this.word()} at the weir`
    const { url } = (await this.phone.send(`${this.community.path}/discussions`, {
      title,
      text: `${this.word()} begins it.`,
    })) as { url: string }
    this.all.discussions.push({ title, by: this.name })
    this.all.drafts.delete(this.name) // what was sent needs no draft any more
    if (this.items.length < 12) this.items.push({ url })
  }
}
