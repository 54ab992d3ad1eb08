import { button } from './button.ts'
import { speak } from './insert.ts'
import { fileOf, Take } from './take.ts'

/** In seconds: who has more to say writes it, or makes a recording that is edited. */
const MOST = 300

/** What it says. */
export interface Said {
  asking: string
  recording: string
  done: string
  discard: string
  notNow: string
  again: string
  refused: string
  name: string
}

/** Records a voice message beside the text. What was recorded is a file of what is being written, as if it had been chosen. */
export class VoiceMessage {
  private readonly panel = document.createElement('div')
  private readonly status = document.createElement('p')
  private readonly timer = document.createElement('span')
  private take: Take | undefined
  /** Counts what was begun: a microphone that is given too late is given back. */
  private turn = 0

  /** @param after what it stands below @param back has the focus when all is done @param keep takes the recording */
  constructor(
    private readonly after: Element,
    private readonly back: HTMLElement,
    private readonly words: Said,
    private readonly keep: (file: File) => void,
  ) {
    this.panel.className = 'recorder cluster'
    this.panel.dataset.recorder = ''
    this.status.setAttribute('role', 'status')
    this.timer.className = 'recorder-time'
    // Seen, not read out every second.
    this.timer.setAttribute('aria-hidden', 'true')
  }

  /** Whether somebody is recording, or is asked; says so. */
  busy(): boolean {
    if (!this.panel.isConnected || this.panel.hasAttribute('data-refused')) return false
    this.panel.querySelector('button')?.focus()
    speak(this.status.textContent ?? '')
    return true
  }

  async begin(): Promise<void> {
    if (this.busy()) return
    const turn = ++this.turn
    this.panel.removeAttribute('data-refused')
    this.after.after(this.panel)
    this.show(this.words.asking, this.leave(this.words.notNow))
    try {
      const take = await Take.begin({
        most: MOST,
        bitsPerSecond: 32_000,
        tick: (shown) => (this.timer.textContent = shown),
        done: (sound) => this.done(sound),
      })
      if (turn !== this.turn) return take.throwAway()
      this.take = take
      this.show(
        this.words.recording,
        button(this.words.done, () => take.end()),
        this.leave(this.words.discard),
      )
      this.status.after(this.timer)
    } catch {
      if (turn !== this.turn) return
      this.panel.dataset.refused = ''
      this.show(
        this.words.refused,
        button(this.words.again, () => void this.begin()),
        this.leave(this.words.notNow),
      )
    }
  }

  /** The page is left, or it is not wanted any more. */
  stop(): void {
    this.turn++
    this.take?.throwAway()
    this.take = undefined
    this.panel.remove()
  }

  private leave(words: string): HTMLButtonElement {
    const made = button(words, () => {
      this.stop()
      this.back.focus()
    })
    made.className = 'button plain'
    return made
  }

  private done(sound: Blob): void {
    this.stop()
    this.keep(fileOf(sound, this.words.name))
    // The words for those who cannot listen come next.
    this.back.focus()
  }

  private show(words: string, ...buttons: HTMLElement[]): void {
    this.status.textContent = words
    this.panel.replaceChildren(this.status, ...buttons)
    buttons[0]?.focus()
  }
}
