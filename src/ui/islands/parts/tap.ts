/** Whether the last click was such a tap. */
let tapped = false
// What is under the finger then may be another button, or a row that leads away: the second half of a double click is for neither.
document.addEventListener(
  'click',
  (event) => {
    if (event.detail <= 1) tapped = false
    else if (tapped) event.preventDefault()
  },
  true,
)

/**
 * A verb that shows at once that it is done, with a button that undoes it. What could not be sent stands there as before,
 * and says so.
 */
class Tap extends HTMLElement {
  private form!: HTMLFormElement
  private undoing = false
  /** One after the other: an undo never overtakes what it undoes. */
  private sent: Promise<unknown> = Promise.resolve()

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form || this.form) return
    this.form = form
    this.addEventListener('submit', this.press)
    // A key held down meets the button that has just taken the place of the first.
    this.addEventListener('keydown', (event) => event.repeat && event.preventDefault())
  }

  private readonly press = (event: SubmitEvent): void => {
    event.preventDefault()
    tapped = true
    const undo = this.undoing
    const body = new URLSearchParams(new FormData(this.form) as never)
    if (undo) body.set('on', 'false')
    this.show(!undo)
    this.sent = this.sent.then(() => this.send(body, undo))
  }

  private async send(body: URLSearchParams, undo: boolean): Promise<void> {
    const answer = await fetch(this.form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      keepalive: true,
    }).catch(() => undefined)
    if (answer?.ok) return
    this.show(undo)
    this.say(this.dataset.failed)
  }

  /** Shows what has been done, or the button as it was; whoever is on it stays on it. */
  private show(done: boolean): void {
    this.undoing = done
    this.toggleAttribute('data-is-done', done)
    const held = this.contains(document.activeElement)
    const was = this.querySelector('form')
    const shown = done ? this.undoForm() : this.form
    was?.replaceWith(shown)
    this.querySelector('.said')?.remove()
    if (done) this.say(this.dataset.done)
    if (held) shown.querySelector('button')?.focus()
  }

  private undoForm(): HTMLFormElement {
    const form = this.form.cloneNode(false) as HTMLFormElement
    const button = document.createElement('button')
    button.className = 'button plain'
    button.type = 'submit'
    button.textContent = this.dataset.undo ?? ''
    const about = document.createElement('span')
    about.className = 'vh'
    about.textContent = `: ${this.dataset.about}`
    button.append(about)
    form.append(button)
    return form
  }

  private say(words = ''): void {
    this.querySelector('.said')?.remove()
    const said = document.createElement('span')
    said.className = 'said'
    said.textContent = words
    this.prepend(said)
    const spoken = document.getElementById('spoken')
    if (spoken) spoken.textContent = `${this.dataset.about}: ${words}`
  }
}
customElements.define('copse-tap', Tap)

export {}
