/** A dialog of the page. It stands in the form, so it is no form itself: its fields have no names, and Enter is its own. */
export class Dialog {
  private kept: (() => boolean | undefined) | undefined
  private closed: (() => void) | undefined

  constructor(readonly element: HTMLDialogElement) {
    element.addEventListener('click', (event) => {
      const does = (event.target as Element).closest<HTMLElement>('[data-does]')?.dataset.does
      if (does === 'keep') this.keep()
      else if (does === 'close') element.close()
    })
    element.addEventListener('keydown', (event) => {
      if (event.defaultPrevented) return
      if (event.key === 'Enter' && (event.target as Element).matches('input:not([type="checkbox"], [type="file"])')) {
        event.preventDefault()
        this.keep()
      }
      event.stopPropagation()
    })
    // What is typed here is no change of the page yet.
    for (const kind of ['input', 'change'])
      element.addEventListener(kind, (event) => {
        event.stopPropagation()
        this.forgive(event.target as HTMLElement)
      })
    element.addEventListener('close', () => this.closed?.())
  }

  /** @param keep does what was asked for; `false` when something is missing and the dialog stays */
  open(keep: () => boolean | undefined, closed: () => void): void {
    this.kept = keep
    this.closed = closed
    for (const error of this.element.querySelectorAll<HTMLElement>('[data-error]')) error.hidden = true
    for (const field of this.element.querySelectorAll<HTMLElement>('[aria-invalid]')) this.forgive(field)
    this.element.showModal()
  }

  close(): void {
    this.element.close()
  }

  field<T extends HTMLElement = HTMLInputElement>(name: string): T {
    return this.element.querySelector<T>(`[data-field="${name}"]`)!
  }

  button(name: string): HTMLButtonElement {
    return this.element.querySelector<HTMLButtonElement>(`[data-does="${name}"]`)!
  }

  /** Says what is missing, and goes there. */
  refuse(name: string): false {
    const field = this.field(name)
    const error = this.errorOf(name)!
    error.hidden = false
    field.setAttribute('aria-invalid', 'true')
    // Only now: what is not wrong yet is not said of the field.
    const described = field.getAttribute('aria-describedby')?.split(' ') ?? []
    field.setAttribute('aria-describedby', [...new Set([...described, error.id])].join(' '))
    field.focus()
    return false
  }

  /** What was missing is being written. */
  private forgive(field: HTMLElement): void {
    const error = this.errorOf(field.dataset.field ?? '')
    if (!error || !field.hasAttribute('aria-invalid')) return
    error.hidden = true
    field.removeAttribute('aria-invalid')
    const others = field.getAttribute('aria-describedby')?.split(' ') ?? []
    field.setAttribute('aria-describedby', others.filter((id) => id !== error.id).join(' '))
  }

  private errorOf(name: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`[data-error="${name}"]`)
  }

  private keep(): void {
    if (this.kept?.() !== false) this.element.close()
  }
}
