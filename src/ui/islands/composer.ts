import { Attached } from './parts/attached.ts'
import { Drafting } from './parts/drafting.ts'
import { formatting } from './parts/formatting.ts'
import { completeNames } from './parts/names.ts'

export interface Words {
  kept: string
  elsewhere: string
  use: string
  mine: string
  offline: string
  uploading: string
  alt: string
  remove: string
  failed: string
  write: string
  preview: string
  empty: string
}

/** What script adds to the place where one writes: formatting, names, a preview, files sent ahead, drafts. */
class Composer extends HTMLElement {
  private drafting?: Drafting

  connectedCallback(): void {
    const form = this.querySelector('form')
    const text = this.querySelector<HTMLTextAreaElement>('[data-text]')
    if (!form || !text || this.dataset.ready) return
    this.dataset.ready = 'yes'
    const words = JSON.parse(this.dataset.words ?? '{}') as Words
    const status = this.querySelector<HTMLElement>('[data-status]')!
    const attached = new Attached(this, this.dataset.space ?? '', words)
    const toolbar = this.querySelector<HTMLElement>('[data-toolbar]')
    if (toolbar)
      formatting(toolbar, text, { preview: () => this.togglePreview(text, words), picture: () => attached.choose() })
    completeNames(text, this.dataset.space ?? '')
    if (this.dataset.place)
      this.drafting = new Drafting(form, this.dataset.place, Number(this.dataset.version), status, words)
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
    })
    form.addEventListener('submit', (event) => {
      if (attached.busy) event.preventDefault()
    })
    form.addEventListener('turbo:submit-end', (event) => {
      if ((event as CustomEvent).detail.success) this.drafting?.forget()
    })
  }

  disconnectedCallback(): void {
    this.drafting?.stop()
    delete this.dataset.ready
  }

  private async togglePreview(text: HTMLTextAreaElement, words: Words): Promise<void> {
    const preview = this.querySelector<HTMLElement>('[data-preview]')!
    const button = this.querySelector<HTMLElement>('[data-tool="preview"]')!
    const showing = !preview.hidden
    preview.hidden = showing
    text.hidden = !showing
    button.setAttribute('aria-pressed', String(!showing))
    button.setAttribute('aria-label', showing ? words.preview : words.write)
    if (showing) return text.focus()
    const answer = await fetch(`${this.dataset.space}/preview`, {
      method: 'POST',
      body: JSON.stringify({ text: text.value }),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    }).catch(() => undefined)
    // The server made this markup safe; it is the same that the message will have.
    if (answer?.ok) preview.innerHTML = (await answer.json()).html
    if (!preview.textContent?.trim() && !preview.querySelector('img')) preview.textContent = words.empty
  }
}
customElements.define('copse-composer', Composer)
