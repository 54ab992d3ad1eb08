/** The longest side of a picture that is sent, in pixels: the server keeps no larger one. */
const LONGEST = 2000
/** What is small already is sent as it is: making it anew would only cost quality. */
const SMALL = 400_000
/** What a browser may make anew; drawings and moving pictures stay what they are. */
const SHRINKS = /^image\/(jpeg|png|webp|avif|heic|heif|bmp)$/

/**
 * The picture as it will be sent: upright, at most 2000 pixels on a side, as WebP or JPEG. Whatever cannot be read here,
 * or would not become smaller, is sent as it is; the server looks at it again.
 */
export async function shrunk(file: File): Promise<File> {
  if (!SHRINKS.test(file.type)) return file
  let picture: ImageBitmap | undefined
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    if (share === 1 && file.size <= SMALL) return file
    const made = await drawn(picture, share, file.type === 'image/png')
    if (!made || made.size >= file.size) return file
    const ending = made.type === 'image/webp' ? 'webp' : 'jpg'
    return new File([made], file.name.replace(/\.\w{1,5}$/, '') + `.${ending}`, { type: made.type })
  } catch {
    return file
  } finally {
    picture?.close()
  }
}

async function drawn(picture: ImageBitmap, share: number, maySeeThrough: boolean): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * share))
  canvas.height = Math.max(1, Math.round(picture.height * share))
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const made = await as(canvas, 'image/webp')
  if (made?.type === 'image/webp') return made
  // A browser that writes no WebP says PNG instead. JPEG cannot be seen through.
  return maySeeThrough ? undefined : as(canvas, 'image/jpeg')
}

function as(canvas: HTMLCanvasElement, type: string): Promise<Blob | undefined> {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), type, 0.85))
}
