/** Where each of these opening marks closes, in one pass: what never closes is not there. @returns the place behind its end, by its place */
export function pairs(text: string, open: string, close: string): Map<number, number> {
  const ends = new Map<number, number>()
  const waiting: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith(open, at)) {
      waiting.push(at)
      at += open.length - 1
    } else if (text.startsWith(close, at)) {
      const begin = waiting.pop()
      if (begin !== undefined) ends.set(begin, at + close.length)
      at += close.length - 1
    }
  }
  return ends
}
