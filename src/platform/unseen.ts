/** Letters that join what stands beside them, or are put together of several: there an unseen joiner is part of how they look. */
const JOINING =
  /^(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Common}])[\p{L}\p{M}]$/u
/** Pictures that are put together of several by a joiner, as a family is. */
const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u
/** A flag of a country within a country: a black flag, and its letters as signs that nobody sees. */
const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f}/gu
/** Control signs, signs that format or turn what is read, separators of lines and paragraphs, halves of signs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const JOINER = '\u200d'
const NON_JOINER = '\u200c'

/**
 * A text on one line without what nobody sees: two names that look the same are the same, and none is read in another
 * direction than it was written. Joiners stay where letters or pictures are joined or parted by them.
 */
export function withoutUnseen(text: string): string {
  if (!UNSEEN.test(text)) return text
  let kept = ''
  let done = 0
  for (const flag of text.matchAll(FLAG)) {
    kept += seenIn(text.slice(done, flag.index)) + flag[0]
    done = flag.index + flag[0].length
  }
  return kept + seenIn(text.slice(done))
}

function seenIn(text: string): string {
  const signs = [...text]
  return signs.filter((sign, i) => !UNSEEN.test(sign) || joins(sign, signs[i - 1] ?? '', signs[i + 1] ?? '')).join('')
}

function joins(sign: string, before: string, after: string): boolean {
  if (sign === JOINER) return JOINING.test(before) || (PICTURE.test(before) && PICTURE.test(after))
  return sign === NON_JOINER && JOINING.test(before) && JOINING.test(after)
}
