/**
 * The part of a file that a `Range` header asks for (RFC 9110, 14.2). Safari plays no sound that cannot be asked for in
 * parts. Nothing for several parts or for what makes no sense: then the whole file is the answer.
 */
export function partOf(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header ?? '') ?? []
  if (from === undefined || (from === '' && !to)) return undefined
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from !== '' && to ? Math.min(Number(to), bytes - 1) : bytes - 1
  return start <= end && start < bytes ? { start, end } : undefined
}
