import { Drafting } from '../../../ui/islands/parts/drafting.ts'
import type { Desk } from './parts/editor/desk.ts'

/**
 * The place where a page is written. Without script, or where the rest cannot be fetched, it is a text field of Markdown;
 * drafts are kept from the beginning, everything else comes when the field is there.
 */
class PageEditor extends HTMLElement {
  private drafting: Drafting | undefined
  private desk: Promise<Desk | undefined> | undefined

  connectedCallback(): void {
    const form = this.closest('form') ?? this.querySelector('form')
    if (!form || this.desk || document.documentElement.hasAttribute('data-turbo-preview')) return
    const words = JSON.parse(this.dataset.words ?? '{}')
    const drafting = new Drafting(this, form, words)
    this.drafting = drafting
    this.desk = import('./parts/editor/desk.ts')
      .then(({ Desk }) => (this.isConnected ? new Desk(this, form, words, drafting) : undefined))
      .catch(() => undefined)
  }

  disconnectedCallback(): void {
    this.drafting?.stop()
    void this.desk?.then((desk) => desk?.stop())
    this.drafting = this.desk = undefined
  }
}

customElements.define('copse-page-editor', PageEditor)
