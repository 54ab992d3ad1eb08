import { send } from '../../../../../ui/islands/parts/sending.ts'
import { shrunk } from '../../../../../ui/islands/parts/shrinking.ts'
import type { Dialog } from './dialogs.ts'

export interface Picture {
  src: string
  alt: string
  title: string
}

/** A file as the server keeps it. */
export interface Sent {
  id: number
  url: string
  name: string
  width: number | null
}

interface Words {
  sending: string
  sent: string
  failed: string
}

/** Sends a picture ahead and asks what it shows: nothing goes into a page that only some can see. */
export class PictureDialog {
  private sending: AbortController | undefined
  private sent: Sent | undefined
  private src = ''
  private attached: ((sent: Sent, alt: string) => void) | undefined

  constructor(
    private readonly dialog: Dialog,
    private readonly space: string,
    private readonly words: Words,
  ) {
    dialog.field('file').addEventListener('change', () => {
      const file = dialog.field('file').files?.[0]
      if (file) void this.send(file)
    })
    dialog.field('decorative').addEventListener('change', () => this.decorates())
  }

  /** @param from a file that was pasted or dropped */
  ask(
    now: Picture | undefined,
    from: { file: File; alt: string } | undefined,
    keep: (picture: Picture | Sent) => void,
    closed: () => void,
    attached: (sent: Sent, alt: string) => void,
  ): void {
    const { dialog } = this
    this.attached = attached
    this.sent = undefined
    this.src = now?.src ?? ''
    dialog.field('file').value = ''
    dialog.field<HTMLElement>('choosing').hidden = now !== undefined || from !== undefined
    dialog.field('alt').value = now?.alt ?? from?.alt ?? ''
    dialog.field('caption').value = now?.title ?? ''
    dialog.field('decorative').checked = now !== undefined && now.alt === ''
    dialog.field<HTMLElement>('state').textContent = ''
    dialog.field<HTMLProgressElement>('progress').hidden = true
    dialog.field<HTMLElement>('described').hidden = false
    this.decorates()
    dialog.open(
      () => this.keep(keep),
      () => {
        this.sending?.abort()
        closed()
      },
    )
    if (from) void this.send(from.file)
    if (now || from) dialog.field('alt').focus()
    else dialog.field('file').focus()
  }

  private decorates(): void {
    const only = this.dialog.field('decorative').checked
    this.dialog.field('alt').disabled = only
    if (only) this.dialog.element.querySelector<HTMLElement>('[data-error="alt"]')!.hidden = true
  }

  private keep(keep: (picture: Picture | Sent) => void): boolean | undefined {
    const { dialog } = this
    if (!this.src) return dialog.refuse('file')
    if (this.sent && this.sent.width === null) {
      this.attached?.(this.sent, '')
      return void keep(this.sent)
    }
    const only = dialog.field('decorative').checked
    const alt = only ? '' : dialog.field('alt').value.trim()
    if (!alt && !only) return dialog.refuse('alt')
    if (this.sent) this.attached?.(this.sent, alt)
    keep({ src: this.src, alt, title: dialog.field('caption').value.trim() })
    return undefined
  }

  private async send(file: File): Promise<void> {
    this.sending?.abort()
    const cancel = new AbortController()
    this.sending = cancel
    const progress = this.dialog.field<HTMLProgressElement>('progress')
    const state = this.dialog.field<HTMLElement>('state')
    const says = (words: string) => words.replace('{name}', file.name)
    state.textContent = says(this.words.sending)
    progress.setAttribute('aria-label', state.textContent)
    progress.value = 0
    progress.hidden = false
    this.dialog.element.querySelector<HTMLElement>('[data-error="file"]')!.hidden = true
    try {
      const smaller = await shrunk(file)
      cancel.signal.throwIfAborted()
      const sent: Sent = await send(
        `${this.space}/attachments`,
        smaller,
        (share) => (progress.value = share),
        cancel.signal,
      )
      this.sent = sent
      this.src = sent.url
      state.textContent = says(this.words.sent)
      // Any other file is linked to by its name.
      this.dialog.field<HTMLElement>('described').hidden = sent.width === null
    } catch (error) {
      if (cancel.signal.aborted) return
      this.dialog.field<HTMLElement>('choosing').hidden = false
      state.textContent = (error as Error).message || says(this.words.failed)
    } finally {
      if (this.sending === cancel) progress.hidden = true
    }
  }
}
