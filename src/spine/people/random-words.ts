import { randomBytes } from 'node:crypto'

/** Letters and figures that are not read for each other: no 0, 1, l, o. Thirty-two of them, so that each is 5 bits. */
const letters = '23456789abcdefghijkmnpqrstuvwxyz'
const GROUP = 5

/** Something secret to be typed from paper or a screen: groups of five, 25 bits each: `k7m2p-9xq4r`. */
export function randomWords(groups: number): string {
  const signs = [...randomBytes(groups * GROUP)].map((byte) => letters[byte % letters.length]).join('')
  return signs.match(/.{5}/g)!.join('-')
}
