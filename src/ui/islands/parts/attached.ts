import type { Words } from '../composer.ts'

interface Sent {
  id: number
  url: string
  name: string
  type: string
}

/** Files sent ahead of the message: chosen, pasted or dropped; each with its words and a way back. */
export class Attached {
  private readonly list: HTMLElement | null
  private readonly input: HTMLInputElement | null
  private under = 0

  constructor(
    composer: HTMLElement,
    private readonly space: string,
    private readonly words: Words,
  ) {
    this.list = composer.querySelector('[data-attached]')
    this.input = composer.querySelector<HTMLInputElement>('input[type="file"]')
    if (!this.list || !this.input) return
    // With script, files go ahead one by one; the plain fields would send them a second time.
    composer.querySelector<HTMLElement>('[data-plain-files]')!.hidden = true
    this.input.name = ''
    composer.querySelector<HTMLInputElement>('input[name="alt"]')!.disabled = true
    this.input.addEventListener('change', () => this.take(this.input?.files))
    composer.addEventListener('paste', (event) => {
      const files = (event as ClipboardEvent).clipboardData?.files
      if (!files?.length) return
      event.preventDefault()
      this.take(files)
    })
    composer.addEventListener('dragover', (event) => event.preventDefault())
    composer.addEventListener('drop', (event) => {
      const files = (event as DragEvent).dataTransfer?.files
      if (!files?.length) return
      event.preventDefault()
      this.take(files)
    })
  }

  get busy(): boolean {
    return this.under > 0
  }

  choose(): void {
    this.input?.click()
  }

  private take(files: FileList | null | undefined): void {
    for (const file of files ?? []) void this.send(file)
    if (this.input) this.input.value = ''
  }

  private async send(file: File): Promise<void> {
    const row = document.createElement('li')
    row.textContent = this.words.uploading.replace('{name}', file.name)
    const progress = document.createElement('progress')
    progress.max = 1
    progress.setAttribute('aria-label', row.textContent)
    row.append(progress)
    this.list?.append(row)
    this.under++
    try {
      this.show(row, await upload(`${this.space}/attachments`, file, (share) => (progress.value = share)))
    } catch (error) {
      row.className = 'error'
      row.textContent = (error as Error).message || this.words.failed.replace('{name}', file.name)
    } finally {
      this.under--
    }
  }

  private show(row: HTMLElement, sent: Sent): void {
    const id = `file-${sent.id}`
    const hidden = document.createElement('input')
    hidden.type = 'hidden'
    hidden.name = 'attachments'
    hidden.value = String(sent.id)
    const name = document.createElement('span')
    name.textContent = sent.name
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.className = 'button plain'
    remove.textContent = this.words.remove.replace('{name}', sent.name)
    remove.addEventListener('click', () => {
      row.remove()
      void fetch(`${this.space}/attachments/${sent.id}/removal`, {
        method: 'POST',
        headers: { accept: 'application/json' },
      })
    })
    row.replaceChildren(hidden, name)
    if (sent.type === 'image/webp') row.append(...this.described(id, sent))
    row.append(remove)
  }

  private described(id: string, sent: Sent): Node[] {
    const picture = document.createElement('img')
    picture.src = sent.url
    picture.alt = ''
    picture.width = 96
    const field = document.createElement('div')
    field.className = 'field'
    const label = document.createElement('label')
    label.htmlFor = id
    label.textContent = this.words.alt.replace('{name}', sent.name)
    const alt = document.createElement('input')
    alt.id = id
    alt.maxLength = 1000
    alt.addEventListener('change', () => {
      void fetch(`${this.space}/attachments/${sent.id}`, {
        method: 'POST',
        body: new URLSearchParams({ alt: alt.value }),
        headers: { accept: 'application/json' },
      })
      picture.alt = alt.value
    })
    field.append(label, alt)
    return [picture, field]
  }
}

/** Sends one file and tells how much of it has gone. fetch() cannot tell, so this is the older way. */
function upload(address: string, file: File, progress: (share: number) => void): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', (event) => progress(event.loaded / event.total))
    request.addEventListener('load', () => {
      const body = JSON.parse(request.responseText || '{}')
      if (request.status === 201) resolve(body)
      else reject(new Error(body.errors?.files ?? body.detail ?? ''))
    })
    request.addEventListener('error', () => reject(new Error('')))
    const form = new FormData()
    form.append('files', file)
    request.send(form)
  })
}
