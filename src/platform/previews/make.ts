import { HEAD, isText, kindOf } from './kind.ts'
import { mediaFacts } from './kinds/media.ts'
import { showPacked } from './kinds/office.ts'
import { showPdf } from './kinds/pdf.ts'
import { showPicture } from './kinds/picture.ts'
import { readText } from './kinds/plain.ts'
import { type Facts, NothingToShow, type Preview, type Show } from './preview.ts'
import { type Source, withSource } from './source.ts'

/** Makes what is seen and found of a file. What is wrong with the file is said in what it returns. */
export function makePreview(path: string, name: string, show: Show): Promise<Preview> {
  return withSource(path, name, async (source) => {
    const type = await kindOf(await source.part(0, HEAD), name)
    let shown = 0
    try {
      const facts = await factsOf(source, type, async (picture) => {
        shown++
        await show(picture)
      })
      const { words, ...rest } = { type, ...facts }
      return { ...rest, ...(words && { words }), state: shown || words ? 'made' : 'none' }
    } catch (error) {
      if (error instanceof NothingToShow) return { type, state: 'failed', why: error.why }
      throw error
    }
  })
}

/** Pictures that we can read; of others (HEIC, of cameras, of painting programs) there is nothing to see. */
const PICTURES = new Set('jpeg png apng webp gif tiff avif svg+xml'.split(' ').map((kind) => `image/${kind}`))
/** Archives that may be documents, and documents that are archives. */
const PACKED = /^application\/(zip|epub\+zip|vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.)/

async function factsOf(source: Source, type: string, show: Show): Promise<Partial<Facts>> {
  if (!source.bytes) return {}
  if (type === 'application/pdf') return showPdf(source, show)
  if (PICTURES.has(type)) return showPicture(source, type, show)
  if (/^(audio|video)\//.test(type)) return mediaFacts(source, type, show)
  if (PACKED.test(type)) return showPacked(source, show)
  if (isText(type)) return readText(source, type)
  return {}
}
