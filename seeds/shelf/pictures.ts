import { join } from 'node:path'
import sharp from 'sharp'

/** One of the drawings as a photograph might be, with the camera in it. @param seeds this folder's */
export function drawing(seeds: string, name: string, format: 'jpeg' | 'png', width: number): Promise<Buffer> {
  const drawn = sharp(join(seeds, 'pictures', name))
    .resize(width)
    .withExif({ IFD0: { Make: 'Reed & Sons', Model: 'Pocket 3' } })
  return (format === 'jpeg' ? drawn.jpeg({ quality: 76 }) : drawn.png({ palette: true })).toBuffer()
}

/** What is drawn in code. */
export function drawn(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer()
}
