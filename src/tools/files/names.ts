import { invalid } from '../../platform/http/problems.ts'
import { withoutUnseen } from '../../platform/unseen.ts'

/** The longest name, in UTF-16 units: what an item's title may have. */
export const LONGEST = 200

/**
 * A name as it is kept: any Unicode, composed (NFC), on one line, without signs that hide or turn what is read.
 * @throws Invalid when nothing is left, it is too long, or it would lead to another folder
 */
export function plainName(name: string): string {
  const plain = withoutUnseen(name).normalize('NFC').trim()
  if (!plain) throw invalid('name', 'needed')
  if (/[/\\]/.test(plain) || plain === '.' || plain === '..') throw invalid('name', 'no-name')
  if (plain.length > LONGEST) throw invalid('name', 'too-long', { most: LONGEST })
  return plain
}

/** What makes two names of one folder the same: neither capitals nor how a letter is put together tell them apart. */
export function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Sorts as people look for names: without accents and capitals, 2 before 10. */
function orderingOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'))
    .slice(0, 400)
}

/** A name and its ending, with the dot: `notes.tar.gz` ends with `.gz`, `.profile` with nothing. */
function endingOf(name: string): { stem: string; ending: string } {
  const [, stem, ending] = /^(.+?)(\.[\p{L}\p{N}]{1,10})?$/su.exec(name) ?? []
  return { stem: stem ?? name, ending: ending ?? '' }
}

/** The n-th name beside one that is taken: `notes (2).txt`. */
export function numbered(name: string, n: number): string {
  const { stem, ending } = endingOf(name)
  const number = ` (${n})`
  return withoutUnseen(stem.slice(0, LONGEST - ending.length - number.length)) + number + ending
}

/** A name with what is kept beside it, for a row. @throws Invalid */
export function named(name: string): { name: string; key: string; ordering: string } {
  const plain = plainName(name)
  return { name: plain, key: keyOf(plain), ordering: orderingOf(plain) }
}
