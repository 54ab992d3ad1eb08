/** The longest side of a photo that is made smaller, in pixels: more than any screen at hand shows. */
const LONGEST = 2560
const QUALITY = 0.82
/** What cameras make. Drawings, moving pictures and what is still to be developed stay what they are. */
const PHOTO = /^image\/(jpeg|heic|heif)$/

/** The photo as it will travel: upright, at most 2,560 pixels on a side. Whatever cannot be read here, or would not become smaller, stays. */
export async function smaller(file: File): Promise<File> {
  if (!PHOTO.test(file.type)) return file
  let picture: ImageBitmap | undefined
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    if (share === 1) return file
    const made = await drawn(picture, share)
    if (!made || made.size >= file.size) return file
    const name = file.type === 'image/jpeg' ? file.name : `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`
    return new File([made], name, { type: made.type, lastModified: file.lastModified })
  } catch {
    return file
  } finally {
    picture?.close()
  }
}

function drawn(picture: ImageBitmap, share: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * share))
  canvas.height = Math.max(1, Math.round(picture.height * share))
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
