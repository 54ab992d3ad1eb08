import { invalid } from '../../platform/http/problems.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Short names of two letters, and those of three that people here are likely to look for; trying all takes a second. */
const tags = [
  ...'ast ber ceb chr ckb fil fon fur gsw haw hmn kab kea kok mai mnk mos nds prs rif rom scn shi son szl tzm vec yue zgh'.split(
    ' ',
  ),
  ...letters.flatMap((a) => letters.map((b) => a + b)),
]

/** Names of languages in a language, folded, with their tags; made when first needed. */
const known = new Map<string, Map<string, string>>()

function namesIn(lang: string): Map<string, string> {
  let names = known.get(lang)
  if (!names) {
    const called = new Intl.DisplayNames(lang, { type: 'language', fallback: 'none' })
    names = new Map(tags.map((tag) => [folded(called.of(tag) ?? ''), Intl.getCanonicalLocales(tag)[0]!]))
    names.delete('')
    known.set(lang, names)
  }
  return names
}

function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How many languages one may name. */
const MOST = 10

/**
 * Languages as typed, by name in a language of the site or by short name: "Portuguese, français, wo". Each once.
 * @returns BCP 47 tags @throws Invalid for a language that is not known
 */
export function languagesIn(text: string, lang: string): string[] {
  const typed = text
    .split(/[,;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean)
  const tags = typed.map((name) => {
    const tag = [lang, 'en', 'fr'].map((one) => namesIn(one).get(folded(name))).find(Boolean) ?? tagIn(name)
    if (!tag) throw invalid('languages', 'no-language', { name: name.slice(0, 40) })
    return tag
  })
  return [...new Set(tags)].slice(0, MOST)
}

function tagIn(name: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(name)) return undefined
  try {
    return Intl.getCanonicalLocales(name)[0]
  } catch {
    return undefined
  }
}
