import type { Words } from './bringing.ts'
import type { Given } from './given.ts'
import { smaller } from './photo.ts'
import { Row, type State } from './row.ts'
import { Sending, type Target } from './sending.ts'

export interface Choices {
  /** Photos travel as they are. */
  originals: boolean
  keepPlace: boolean
}

/** One file that is brought: its line on the page, and what becomes of it. */
export class Coming {
  readonly row: Row
  state: State = 'waiting'
  sent = 0
  private sending: Sending | undefined
  private release: (() => void) | undefined

  constructor(
    private readonly given: Given,
    private readonly target: Target,
    private readonly choices: Choices,
    words: Words,
    template: HTMLTemplateElement,
    private readonly changed: (it: Coming) => void,
  ) {
    this.row = new Row(template, words, given.path || given.file.name, given.file.size, (verb) => this.act(verb))
    this.row.show('waiting')
  }

  get bytes(): number {
    return this.given.file.size
  }

  get busy(): boolean {
    return ['smaller', 'going', 'offline', 'elsewhere'].includes(this.state)
  }

  get over(): boolean {
    return ['done', 'failed', 'left'].includes(this.state)
  }

  /** @param taken what becomes of a name that is taken, where its person has said so */
  async begin(taken: string | undefined): Promise<void> {
    const { file } = this.given
    // Where the place is to stay in it, it must travel as it is.
    const asItIs = this.choices.originals || this.choices.keepPlace
    this.to(asItIs ? 'going' : 'smaller')
    const travels = asItIs ? file : await smaller(file)
    if (this.over) return
    const known = `${this.target.person} ${this.target.to} ${this.target.folder} ${this.given.path} ${file.name} ${file.type} ${file.size} ${file.lastModified}`
    this.to('going')
    if (!(await this.alone(known))) return
    const facts = {
      ...(this.given.path && { path: pathOf(this.given, travels) }),
      ...(this.choices.keepPlace && { keepPlace: 'true' }),
      ...(taken && { taken }),
    }
    // A photo that is made smaller again may be other bytes: it begins from the beginning.
    const again = travels === file ? known : undefined
    this.sending = new Sending(travels, this.target, facts, again, {
      progress: (sent, all) => {
        this.sent = (sent / Math.max(1, all)) * this.bytes
        if (this.state === 'offline') this.to('going')
        this.row.progress(sent, all)
        this.changed(this)
      },
      done: (url) => {
        remember(known, url)
        this.to('done', { url })
      },
      taken: () => this.to('asking'),
      lost: () => this.to('offline'),
      failed: (words) => this.to('failed', words ? { words } : {}),
    })
    // Whoever was quick has paused it before there was anything to pause.
    if (this.state === 'paused') this.sending.pause()
    await this.sending.begin()
  }

  /** Its person has said what becomes of a name that is taken. */
  decide(taken: 'version' | 'beside' | 'leave'): void {
    if (this.state !== 'asking') return
    this.to(taken === 'leave' ? 'left' : 'going')
    if (taken !== 'leave') this.sending?.decide(taken)
  }

  leave(): void {
    this.sending?.leave()
    this.release?.()
  }

  private act(verb: string): void {
    if (verb === 'pause') {
      this.sending?.pause()
      this.to('paused')
    } else if (verb === 'resume') {
      this.to('going')
      this.sending?.resume()
    } else if (verb === 'again') {
      this.sending?.leave()
      this.to('waiting')
    } else if (verb === 'cancel') {
      void this.sending?.cancel()
      this.to('left')
    }
  }

  private to(state: State, more: { words?: string; url?: string } = {}): void {
    this.state = state
    if (state === 'done') this.sent = this.bytes
    if (this.over) this.release?.()
    this.row.show(state, more)
    this.changed(this)
  }

  /**
   * Waits while another tab brings the same file to the same place. Two at once would take turns at it.
   * @returns false where the other has brought it, or this one was given up
   */
  private async alone(known: string): Promise<boolean> {
    const { locks } = navigator as { locks?: LockManager }
    if (!locks) return true
    this.release?.()
    const since = Date.now()
    const hold = (options: LockOptions) =>
      new Promise<boolean>((got) => {
        void locks.request(`copse:${known}`, options, (lock) => {
          got(lock !== null)
          return lock && new Promise<void>((release) => (this.release = release))
        })
      })
    const free = await hold({ ifAvailable: true })
    if (!free && !this.over) {
      this.to('elsewhere')
      await hold({})
    }
    if (this.over) {
      this.release?.()
      return false
    }
    if (free) return true
    const url = broughtSince(known, since)
    this.to(url ? 'done' : 'going', url ? { url } : {})
    return !url
  }
}

/** The path with the name under which it travels: a photo may have another ending by now. */
function pathOf({ path }: Given, { name }: File): string {
  return [...path.split('/').slice(0, -1), name].join('/')
}

const BROUGHT = 'copse:brought'

/** Says to other tabs that wait for the same file that it is there. */
function remember(known: string, url: string): void {
  localStorage.setItem(BROUGHT, JSON.stringify({ known, url, at: Date.now() }))
}

function broughtSince(known: string, since: number): string | undefined {
  try {
    const last = JSON.parse(localStorage.getItem(BROUGHT) ?? '{}') as { known?: string; url?: string; at?: number }
    return last.known === known && (last.at ?? 0) >= since ? last.url : undefined
  } catch {
    return undefined
  }
}
