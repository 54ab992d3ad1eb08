import type { DraftFile } from './drafting.ts'

/** Sends one file and tells how much of it has gone. fetch() cannot tell, so this is the older way. @throws with the server's words */
export function send(
  address: string,
  file: File,
  gone: (share: number) => void,
  cancel: AbortSignal,
): Promise<DraftFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', (event) => gone(event.loaded / event.total))
    request.addEventListener('load', () => {
      const body = answerOf(request.responseText)
      if (request.status === 201) resolve(body as DraftFile)
      else reject(new Error(body.errors?.files ?? body.detail ?? ''))
    })
    for (const ends of ['error', 'abort', 'timeout']) request.addEventListener(ends, () => reject(new Error('')))
    cancel.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('files', file)
    request.send(form)
  })
}

function answerOf(text: string) {
  try {
    return JSON.parse(text) as { errors?: { files?: string }; detail?: string }
  } catch {
    return {}
  }
}
