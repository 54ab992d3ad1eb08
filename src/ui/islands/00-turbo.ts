import * as Turbo from '@hotwired/turbo'

// Turbo's own progress bar brings a style element, which our policy forbids; ours is a class on the root element.
Turbo.config.drive.progressBarDelay = 1_000_000

let slow: ReturnType<typeof setTimeout> | undefined
/** Who comes back finds the page where they left it. */
let returns = false
addEventListener('turbo:visit', (event) => {
  returns = (event as CustomEvent<{ action: string }>).detail.action === 'restore'
  slow = setTimeout(() => document.documentElement.classList.add('waiting'), 300)
})
addEventListener('turbo:load', () => {
  clearTimeout(slow)
  document.documentElement.classList.remove('waiting')
})

/** Turbo leaves the root element as it is; theme and direction of the new page are on it. */
addEventListener('turbo:before-render', (event) => {
  const page = ((event as CustomEvent).detail.newBody as HTMLElement).parentElement
  if (!page) return
  for (const name of ['data-theme', 'dir']) {
    const value = page.getAttribute(name)
    if (value === null) document.documentElement.removeAttribute(name)
    else document.documentElement.setAttribute(name, value)
  }
})

/** Where on the page a form leads: the server says it as `_at`, because fetch() forgets what stands after the #. */
addEventListener('turbo:before-fetch-response', (event) => {
  const { fetchResponse } = (event as CustomEvent).detail
  const { location } = fetchResponse
  const place = location.searchParams.get('_at')
  if (!place) return
  location.searchParams.delete('_at')
  location.hash = place
  Object.defineProperty(fetchResponse, 'location', { value: location })
})

let first = true
/** After each visit: the heading, or the place in the address, gets the focus, and the title is spoken, as after a page load. */
addEventListener('turbo:load', () => {
  if (first) {
    first = false
    return
  }
  const place = location.hash && document.getElementById(location.hash.slice(1))
  if (place) {
    if (!returns) place.scrollIntoView()
    focusOn(place.querySelector<HTMLElement>('[data-text]') ?? place)
  } else {
    const heading = document.querySelector<HTMLElement>('#problems, main h1')
    if (heading) focusOn(heading)
  }
  const spoken = document.getElementById('spoken')
  if (spoken) spoken.textContent = document.title
})

function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) element.setAttribute('tabindex', '-1')
  element.focus({ preventScroll: true })
}

/** A page shown again with what was typed: begin at what is wrong. */
addEventListener('turbo:render', () => {
  document.getElementById('problems')?.focus()
})

/** While a form is on its way it says so, and cannot be sent twice. */
addEventListener('turbo:submit-start', (event) => {
  const button = (event as CustomEvent).detail.formSubmission.submitter as HTMLButtonElement | undefined
  button?.setAttribute('aria-busy', 'true')
})
addEventListener('turbo:submit-end', (event) => {
  const { formSubmission, success } = (event as CustomEvent).detail
  ;(formSubmission.submitter as HTMLButtonElement | undefined)?.removeAttribute('aria-busy')
  // What was sent may be followed by something else from the same, still open page: a new key for a new text.
  if (success)
    for (const key of document.querySelectorAll<HTMLInputElement>('input[name="_key"]')) key.value = crypto.randomUUID()
})
/** What was lost on the way and said to the person: nobody else need hear of it. Turbo throws it all the same. */
const told = new WeakSet<object>()
addEventListener('unhandledrejection', (event) => {
  if (told.has(Object(event.reason))) event.preventDefault()
})
addEventListener('turbo:fetch-request-error', (event) => {
  event.preventDefault()
  told.add(Object((event as CustomEvent).detail.error))
  const lost = document.body.dataset.lost ?? ''
  const note = document.querySelector('.lost') ?? document.body.appendChild(document.createElement('p'))
  note.className = 'lost panel wrong'
  note.setAttribute('role', 'alert')
  note.textContent = lost
})
addEventListener('online', () => document.querySelector('.lost')?.remove())

/** Signing out: nothing of the pages stays in this tab. */
addEventListener('turbo:submit-end', (event) => {
  const action = (event as CustomEvent).detail.formSubmission.formElement.getAttribute('action')
  if (action === '/sign-out') Turbo.cache.clear()
})
