const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let sum = n
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** The sum by which PNG knows that a chunk is whole. (The one of `node:zlib` is newer than the oldest Node we run on.) */
export function crc32(bytes: Buffer): Buffer {
  let sum = -1
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255]! ^ (sum >>> 8)
  const written = Buffer.alloc(4)
  written.writeInt32BE(~sum)
  return written
}
