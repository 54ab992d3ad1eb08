/** A recording as WAV: 8 bits a sample, one ear. @param wave what is heard at a moment, between -1 and 1 */
export function wav(seconds: number, rate: number, wave: (at: number) => number): Buffer {
  const samples = Math.round(seconds * rate)
  const file = Buffer.alloc(44 + samples, 0x80)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples, 40)
  for (let i = 0; i < samples; i++) file[44 + i] = 128 + Math.round(127 * Math.max(-1, Math.min(1, wave(i / rate))))
  return file
}

/** Water over gravel, and a bird three times: by sums of waves, so that it is the same each time. */
export function brook(at: number): number {
  let seed = Math.floor(at * 8_000)
  seed = (seed ^ 61 ^ (seed >>> 16)) * 9
  seed = (seed ^ (seed >>> 4)) * 0x27d4eb2d
  const water = (((seed ^ (seed >>> 15)) >>> 8) % 2000) / 1000 - 1
  const swell = 0.5 + 0.3 * Math.sin(2 * Math.PI * 0.4 * at) + 0.2 * Math.sin(2 * Math.PI * 1.3 * at)
  const within = at % 1.4
  const bird =
    within > 0.3 && within < 0.6
      ? Math.sin(2 * Math.PI * (1900 + 900 * Math.sin(40 * within)) * at) * Math.sin(Math.PI * ((within - 0.3) / 0.3))
      : 0
  return 0.25 * swell * water + 0.45 * bird
}
