/** What a recording may be at most, and who hears how it goes. */
export interface Wanted {
  /** In seconds: then it ends by itself. */
  most: number
  bitsPerSecond: number
  /** Called several times a second, with what is to be shown: `0:07 / 5:00`. */
  tick(shown: string): void
  /** The sound, once; never after it was thrown away. */
  done(sound: Blob): void
}

/** One recording with the microphone, which is given back with it. */
export class Take {
  private readonly recorder: MediaRecorder
  private readonly clock: number
  private readonly parts: Blob[] = []
  private kept = true

  private constructor(
    private readonly stream: MediaStream,
    wanted: Wanted,
  ) {
    this.recorder = new MediaRecorder(stream, { audioBitsPerSecond: wanted.bitsPerSecond })
    const began = Date.now()
    this.recorder.addEventListener('dataavailable', ({ data }) => void this.parts.push(data))
    this.recorder.addEventListener('stop', () => {
      this.release()
      if (this.kept) wanted.done(new Blob(this.parts, { type: this.recorder.mimeType }))
    })
    this.recorder.start()
    const tick = () => {
      const seconds = Math.floor((Date.now() - began) / 1000)
      wanted.tick(`${time(seconds)} / ${time(wanted.most)}`)
      if (seconds >= wanted.most) this.end()
    }
    this.clock = window.setInterval(tick, 250)
    tick()
  }

  /** Asks for the microphone and begins. @throws where it is refused, or there is none */
  static async begin(wanted: Wanted): Promise<Take> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    try {
      return new Take(stream, wanted)
    } catch (error) {
      for (const track of stream.getTracks()) track.stop()
      throw error
    }
  }

  end(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop()
  }

  throwAway(): void {
    this.kept = false
    this.end()
    this.release()
  }

  private release(): void {
    clearInterval(this.clock)
    for (const track of this.stream.getTracks()) track.stop()
  }
}

/** A sound as a file, called as people call it. */
export function fileOf(sound: Blob, name: string): File {
  const type = sound.type.split(';')[0] || 'audio/webm'
  return new File([sound], `${name}.${type.split('/')[1]}`, { type })
}

function time(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
