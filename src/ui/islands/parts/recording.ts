import { fileOf, Take } from './take.ts'

/** A minute: long enough to say hello. */
const MOST = 60

interface Words {
  record: string
  stop: string
  again: string
  discard: string
  recording: string
  ready: string
  refused: string
  listen: string
  name: string
}

/**
 * Records with the microphone into the file field that it stands around: record, stop, listen, take again, discard. Where
 * there is no microphone, or none is allowed, the file field remains.
 */
class Recording extends HTMLElement {
  private words!: Words
  private file!: HTMLInputElement
  private tools!: HTMLElement
  private status!: HTMLElement
  private take?: Take
  private heard?: string

  connectedCallback(): void {
    const file = this.querySelector<HTMLInputElement>('input[type="file"]')
    if (!file || this.tools || !('MediaRecorder' in window) || !navigator.mediaDevices?.getUserMedia) return
    this.file = file
    this.words = JSON.parse(this.dataset.words ?? '{}') as Words
    // A page from Turbo's store brings the buttons of before.
    for (const old of this.querySelectorAll('.recorder, .recorder-status')) old.remove()
    this.tools = document.createElement('div')
    this.tools.className = 'recorder cluster'
    this.status = document.createElement('p')
    this.status.className = 'quiet recorder-status'
    this.status.setAttribute('role', 'status')
    file.before(this.tools, this.status)
    this.show('record')
  }

  disconnectedCallback(): void {
    this.take?.throwAway()
  }

  /** Puts the buttons there that have a meaning now, and keeps the focus where the work goes on. */
  private show(...verbs: ('record' | 'stop' | 'again' | 'discard')[]): void {
    const focused = this.tools.contains(document.activeElement)
    const buttons = verbs.map((verb) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = verb === 'discard' ? 'button plain' : 'button second'
      button.textContent = this.words[verb]
      button.dataset.verb = verb
      button.addEventListener('click', () => void this.act(verb))
      return button
    })
    this.tools.replaceChildren(...buttons, ...(this.heard ? [this.player()] : []))
    if (focused) buttons[0]?.focus()
  }

  private player(): HTMLAudioElement {
    const player = document.createElement('audio')
    player.controls = true
    player.src = this.heard!
    player.setAttribute('aria-label', this.words.listen)
    return player
  }

  private async act(verb: 'record' | 'stop' | 'again' | 'discard'): Promise<void> {
    if (verb === 'stop') return this.take?.end()
    this.forget()
    if (verb === 'discard') {
      this.status.textContent = ''
      return this.show('record')
    }
    try {
      await this.record()
    } catch {
      // Refused, or no microphone after all: the file field is still there.
      this.status.textContent = this.words.refused
      this.show('record')
    }
  }

  private async record(): Promise<void> {
    const timer = document.createElement('span')
    timer.className = 'recorder-time'
    // Seen, not read out every second.
    timer.setAttribute('aria-hidden', 'true')
    const take = await Take.begin({
      most: MOST,
      bitsPerSecond: 48_000,
      tick: (shown) => (timer.textContent = shown),
      done: (sound) => this.keep(sound),
    })
    if (!this.isConnected) return take.throwAway()
    this.take = take
    this.status.textContent = this.words.recording
    this.show('stop')
    this.tools.append(timer)
  }

  /** Hands the recording to the file field, as if it had been chosen there. */
  private keep(sound: Blob): void {
    const chosen = new DataTransfer()
    chosen.items.add(fileOf(sound, this.words.name))
    this.file.files = chosen.files
    this.heard = URL.createObjectURL(sound)
    this.status.textContent = this.words.ready
    this.show('again', 'discard')
  }

  private forget(): void {
    if (this.heard) URL.revokeObjectURL(this.heard)
    this.heard = undefined
    this.file.value = ''
  }
}

customElements.define('copse-recording', Recording)
