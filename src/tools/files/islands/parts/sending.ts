import { DetailedError, type HttpResponse, Upload } from 'tus-js-client'

/** Where files go, and what is said of each. */
export interface Target {
  /** The address of uploads. */
  to: string
  folder: string
  /** Whose they are: what one person began another does not go on with, though the browser is the same. */
  person: string
}

export interface Told {
  progress(sent: number, all: number): void
  done(url: string): void
  /** The name is taken: it waits to be told what becomes of it. */
  taken(): void
  /** The network is gone, or the site is: it goes on by itself. */
  lost(): void
  failed(words: string): void
}

/** So long nothing may go, before it is tried on a new connection: the old one may be dead without a word. */
const STILL_MS = 45_000
/** So often a lost connection is tried again. */
const AGAIN_MS = 15_000
const MB = 1024 * 1024

/** Less on a line that is slow or dear: what is lost with it is less, too. */
function chunkSize(): number {
  const line = (navigator as { connection?: { effectiveType?: string; saveData?: boolean } }).connection
  if (line?.saveData || /2g/.test(line?.effectiveType ?? '')) return MB
  return line?.effectiveType === '3g' ? 2 * MB : 8 * MB
}

/** One file on its way, through lost networks, sleeping phones and servers that begin anew. */
export class Sending {
  private readonly upload: Upload
  private timer: ReturnType<typeof setTimeout> | undefined
  private lost = false
  private over = false
  private givenUp = false
  private paused = false
  /** Nothing is under way: to go on it has to be started. */
  private stopped = false
  private readonly away = new AbortController()

  /** @param known by what it is known again after the tab was closed; undefined: not at all */
  constructor(file: File, target: Target, facts: Record<string, string>, known: string | undefined, told: Told) {
    this.upload = new Upload(file, {
      endpoint: target.to,
      chunkSize: chunkSize(),
      retryDelays: [0, 1_000, 3_000, 8_000],
      headers: { accept: 'application/json' },
      metadata: { name: file.name, folder: target.folder, ...facts },
      fingerprint: async () => known ?? '',
      storeFingerprintForResuming: known !== undefined,
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => navigator.onLine && passes(statusOf(error)),
      // Given up or told to wait while it began: now there is something to give up, or to go on with.
      onUploadUrlAvailable: () => {
        if (this.over && this.givenUp) void this.upload.abort(true).catch(() => {})
        else if (this.paused) this.stop()
      },
      onProgress: (sent, all) => {
        if (this.over) return
        this.watch(told)
        told.progress(sent, all)
      },
      onSuccess: ({ lastResponse }) => {
        if (this.over) return
        this.end()
        told.done(lastResponse.getHeader('Copse-File') ?? '')
      },
      onError: (error) => this.failed(error, told),
    })
    this.again = () => {
      if (!this.lost || this.over) return
      this.lost = false
      this.watch(told)
      this.upload.start()
    }
    const outside = { signal: this.away.signal }
    addEventListener('online', this.again, outside)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.again(), outside)
    this.begin = async () => {
      const [before] = known === undefined ? [] : await this.upload.findPreviousUploads()
      if (this.over) return
      if (before) this.upload.resumeFromPreviousUpload(before)
      this.stopped = this.paused
      if (this.paused) return
      this.watch(told)
      this.upload.start()
    }
  }

  readonly begin: () => Promise<void>
  private readonly again: () => void

  /** What becomes of a name that is taken. */
  decide(taken: string): void {
    this.upload.options.metadata = { ...this.upload.options.metadata, taken }
    this.upload.start()
  }

  /** What is just beginning is let begin: broken off, nobody would know it again, and it would keep its room. */
  pause(): void {
    clearTimeout(this.timer)
    this.paused = true
    if (this.upload.url || this.lost) this.stop()
    this.lost = false
  }

  resume(): void {
    this.paused = false
    if (!this.stopped) return
    this.stopped = false
    this.upload.start()
  }

  private stop(): void {
    this.stopped = true
    void this.upload.abort()
  }

  /** Given up: what came of it goes. */
  async cancel(): Promise<void> {
    this.end()
    this.givenUp = true
    // What is just beginning is there before it can go, see `onUploadUrlAvailable`.
    if (this.upload.url) await this.upload.abort(true).catch(() => {})
  }

  /** The page is left: what came stays, and can be gone on with. */
  leave(): void {
    this.end()
    void this.upload.abort()
  }

  private end(): void {
    this.over = true
    clearTimeout(this.timer)
    this.away.abort()
  }

  private failed(error: Error | DetailedError, told: Told): void {
    clearTimeout(this.timer)
    if (this.over) return
    const response = error instanceof DetailedError ? error.originalResponse : null
    const status = statusOf(error)
    if (response && !passes(status)) {
      const { code, words } = saidIn(response)
      if (code === 'file-there') told.taken()
      else told.failed(words)
      return
    }
    if (this.paused) {
      this.stopped = true
      return
    }
    this.lost = true
    told.lost()
    this.timer = setTimeout(this.again, AGAIN_MS)
  }

  /** A connection can die without a word: then it is left for another. */
  private watch(told: Told): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      void this.upload.abort().then(() => {
        if (this.paused || this.over) return
        this.lost = true
        told.lost()
        this.again()
      })
    }, STILL_MS)
  }
}

function statusOf(error: Error | DetailedError): number {
  return (error instanceof DetailedError && error.originalResponse?.getStatus()) || 0
}

/** Whether it may be another thing in a moment: no answer at all, too much at once, a server that begins anew. */
function passes(status: number): boolean {
  return status === 0 || [409, 423, 429, 502, 503, 504].includes(status)
}

function saidIn(response: HttpResponse): { code: string; words: string } {
  try {
    const { code, detail, errors } = JSON.parse(response.getBody()) as {
      code: string
      detail?: string
      errors?: Record<string, string>
    }
    return { code, words: Object.values(errors ?? {})[0] ?? detail ?? '' }
  } catch {
    return { code: '', words: '' }
  }
}
