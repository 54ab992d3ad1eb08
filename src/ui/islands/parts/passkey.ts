import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

/**
 * Asks the browser for a passkey, or to make one, and sends what it gives with the form. Only where the browser knows
 * passkeys: elsewhere the form stays hidden, and all other ways are there.
 */
class Passkey extends HTMLElement {
  private form!: HTMLFormElement
  private sent = false

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form || !globalThis.PublicKeyCredential) return
    this.form = form
    this.hidden = false
    form.addEventListener('submit', (event) => {
      // What the browser gave goes off once, whether it came by the button or was filled in.
      if (this.field.value && !this.sent) {
        this.sent = true
        return
      }
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!this.sent) void this.go(false)
    })
    if (this.dataset.autofill === 'true') void this.offer()
  }

  disconnectedCallback(): void {
    void import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony())
  }

  private get field(): HTMLInputElement {
    return this.form.elements.namedItem('credential') as HTMLInputElement
  }

  /** Passkeys among what the browser fills in by itself. */
  private async offer(): Promise<void> {
    const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser')
    if (this.isConnected && (await browserSupportsWebAuthnAutofill())) await this.go(true)
  }

  /** @param quietly nobody asked: a failure is nobody's matter */
  private async go(quietly: boolean): Promise<void> {
    this.say('')
    try {
      const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
      const optionsJSON = await this.options()
      const answer =
        this.dataset.does === 'make'
          ? await startRegistration({ optionsJSON: optionsJSON as PublicKeyCredentialCreationOptionsJSON })
          : await startAuthentication({
              optionsJSON: optionsJSON as PublicKeyCredentialRequestOptionsJSON,
              useBrowserAutofill: quietly,
            })
      if (!this.isConnected) return
      this.field.value = JSON.stringify(answer)
      this.form.requestSubmit()
    } catch (error) {
      if (!quietly) this.say(this.wordsFor(error as Error))
    }
  }

  private async options(): Promise<object> {
    const answer = await fetch(this.dataset.options!, { headers: { accept: 'application/json' } })
    // Confirming again may have become necessary meanwhile: the page knows what to do.
    if (answer.status === 403) location.reload()
    return (await answer.json()).passkey
  }

  private wordsFor({ name }: Error): string {
    return (name === 'InvalidStateError' ? this.dataset.there : this.dataset.failed) ?? ''
  }

  private say(words: string): void {
    const line = this.form.querySelector<HTMLElement>('[role="alert"]')!
    line.textContent = words
    line.hidden = !words
  }
}
customElements.define('copse-passkey', Passkey)
