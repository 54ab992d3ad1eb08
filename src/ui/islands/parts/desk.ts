import type { Words } from '../composer.ts'
import { Attached } from './attached.ts'
import type { Drafting } from './drafting.ts'
import { arrows, writeWith, writingKeys } from './formatting.ts'
import { offerWhileTyping } from './offering.ts'
import { Preview } from './preview.ts'
import { Quoting } from './quoting.ts'
import type { VoiceMessage } from './voice-message.ts'

/** Everything beyond a text field that keeps drafts: fetched when someone begins to write. */
export class Desk {
  private readonly text: HTMLTextAreaElement
  readonly attached: Attached
  private readonly preview: Preview
  private readonly quoting: Quoting
  private voice: VoiceMessage | undefined

  constructor(
    private readonly composer: HTMLElement,
    private readonly words: Words,
    private readonly drafting: Drafting,
  ) {
    const form = composer.querySelector('form')!
    const space = composer.dataset.space ?? ''
    this.text = composer.querySelector<HTMLTextAreaElement>('[data-text]')!
    this.attached = new Attached(composer, space, words, drafting)
    this.preview = new Preview(composer, this.text, space, words)
    this.quoting = new Quoting(composer, this.text, words)
    arrows(composer.querySelector<HTMLElement>('[data-toolbar]')!)
    offerWhileTyping(this.text, space, words)
    writingKeys(this.text)
    this.text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
    })
    form.addEventListener('submit', (event) => {
      if (this.voice?.busy() || !this.attached.ready()) event.preventDefault()
    })
  }

  use(tool: string): void {
    if (tool === 'preview') void this.preview.toggle()
    else if (tool === 'picture') this.attached.choose()
    else if (tool === 'record') void this.record()
    else {
      this.preview.close()
      writeWith(this.text, tool)
    }
  }

  take(files: File[]): void {
    this.attached.take(files)
  }

  reply(link: HTMLAnchorElement): void {
    this.preview.close()
    this.quoting.reply(link)
  }

  offerQuote(): void {
    this.quoting.offer()
  }

  /** Fetched when somebody speaks, with what it says. */
  private async record(): Promise<void> {
    this.voice ??= await this.voiceMessage().catch(() => undefined)
    // Without the network the words are kept all the same.
    if (this.voice) await this.voice.begin()
    else this.drafting.say(this.words.offline ?? '')
  }

  private async voiceMessage(): Promise<VoiceMessage> {
    const asked = { headers: { accept: 'application/json' } }
    const [{ VoiceMessage }, said] = await Promise.all([
      import('./voice-message.ts'),
      fetch('/recorder', asked).then((answer) => answer.json()),
    ])
    const words = { ...said, again: this.words.again }
    const below = this.composer.querySelector('[data-toolbar]')!
    return new VoiceMessage(below, this.text, words, (file) => this.attached.take([file]))
  }

  stop(): void {
    this.voice?.stop()
    this.attached.stop()
    this.quoting.stop()
  }
}
