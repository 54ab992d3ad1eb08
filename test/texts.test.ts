import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { root } from './setup.ts'

type Texts = Record<string, string>
type Ast = ReturnType<IntlMessageFormat['getAst']>

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => `src/${path}`)
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const folders = files
  .filter((path) => path.endsWith('/locales/en.json'))
  .map((path) => path.slice(0, -'/en.json'.length))
const textsIn = (folder: string, lang: string): Texts => JSON.parse(read(`${folder}/${lang}.json`))
const english: Texts = Object.assign({}, ...folders.map((folder) => textsIn(folder, 'en')))
const sources = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map(read)

describe.each(folders)('%s', (folder) => {
  const texts: Record<string, Texts> = { en: textsIn(folder, 'en'), fr: textsIn(folder, 'fr') }
  const { en, fr } = texts as { en: Texts; fr: Texts }

  it('says the same things in each language, in the same order', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en))
  })

  it('has messages that can be read, without straight quotes', () => {
    for (const lang of ['en', 'fr'])
      for (const [key, text] of Object.entries(texts[lang]!)) {
        expect(() => astOf(text, lang), key).not.toThrow()
        expect(text, key).not.toMatch(/['"]|\.{3}/)
        expect(text.trim(), key).toBe(text)
        expect(text, key).not.toBe('')
      }
  })

  it('takes the same values in each language', () => {
    for (const [key, text] of Object.entries(en))
      expect(namesIn(astOf(fr[key] ?? '', 'fr')), key).toEqual(namesIn(astOf(text, 'en')))
  })

  it('follows French typography', () => {
    for (const [key, text] of Object.entries(fr)) {
      for (const words of wordsIn(astOf(text, 'fr'))) {
        expect(words, `${key}: narrow no-break space (U+202F) before ; ! ? »`).not.toMatch(/(^|[^\u202f])[;!?»]/)
        expect(words, `${key}: narrow no-break space (U+202F) after «`).not.toMatch(/«(?!\u202f)/)
        expect(words, `${key}: no-break space (U+00A0) before a colon`).not.toMatch(/(^|[^\u00a0]):/)
        expect(words, `${key}: no midpoint, screen readers stumble over it`).not.toMatch(/[·•‧]/)
      }
    }
  })
})

describe('texts and the code that asks for them', () => {
  const { keys, patterns, bare } = askedFor()

  it('has every text that is asked for', () => {
    expect([...keys].filter((key) => !(key in english))).toEqual([])
    for (const pattern of patterns)
      expect(
        Object.keys(english).some((key) => pattern.test(key)),
        `${pattern}`,
      ).toBe(true)
  })

  it('asks for every text it has', () => {
    const used = (key: string) => keys.has(key) || patterns.some((pattern) => pattern.test(key))
    expect(Object.keys(english).filter((key) => !used(key))).toEqual([])
  })

  it('gives values to every text that needs some', () => {
    expect([...bare].filter((key) => key in english && namesIn(astOf(english[key]!, 'en')).length)).toEqual([])
  })
})

function astOf(text: string, lang: string): Ast {
  return new IntlMessageFormat(text, lang).getAst()
}

/** All parts of a message, those inside plural forms too. */
function partsOf(ast: Ast): Ast {
  return ast.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap((option) => partsOf(option.value)) : []),
    ...('children' in part ? partsOf(part.children) : []),
  ])
}

function namesIn(ast: Ast): string[] {
  const named = partsOf(ast).filter((part) => part.type !== 0 && 'value' in part)
  return [...new Set(named.map((part) => ('value' in part ? String(part.value) : '')))].sort()
}

function wordsIn(ast: Ast): string[] {
  return partsOf(ast).flatMap((part) => (part.type === 0 ? [part.value] : []))
}

/** Keys that the code asks for: whole ones, patterns of those made from data, and those asked for without values. */
function askedFor() {
  const keys = new Set<string>()
  const bare = new Set<string>()
  const patterns: RegExp[] = []
  for (const source of sources) {
    for (const [first = '', second] of callsIn(source, /(?<![\w$])(?:t|rich)\(/g)) {
      for (const [, key] of first.matchAll(/'([a-z]+\.[\w.-]+)'/g)) {
        keys.add(key!)
        if (!second) bare.add(key!)
      }
      // Sentences of problems are known one by one, below.
      for (const [, made] of first.matchAll(/`([a-z]+\.[^`]*)`/g))
        if (!/^(problem|invalid)\./.test(made!))
          patterns.push(new RegExp(`^${made!.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`))
    }
    for (const key of problemsIn(source)) keys.add(key)
  }
  return { keys, patterns, bare }
}

/** Keys of the sentences for what a source can refuse. */
function problemsIn(source: string): string[] {
  const literal = (text = '') => /^'(.+)'$/.exec(text.trim())?.[1]
  const problems = callsIn(source, /\bnew Problem\(|\bsuper\((?=\d)/g)
  const names = [
    ...problems.map(([, text]) => literal(text)),
    ...callsIn(source, /\bnotYours\(/g).map(([text]) => literal(text) ?? 'not-yours'),
  ]
  const titles = problems.map(([status]) => (/^\d+$/.test(status!) ? `title.${status}` : undefined))
  const fields = callsIn(source, /\binvalid\(/g).map(([, text]) => literal(text))
  if (source.includes("Invalid['fields']")) {
    for (const [, text] of source.matchAll(/\{ text: '([\w-]+)'/g)) fields.push(text)
  }
  const below = (start: string, all: (string | undefined)[]) => all.filter(Boolean).map((name) => `${start}.${name}`)
  return [...below('problem', [...names, ...titles]), ...below('invalid', fields)]
}

/** The arguments of each call in a source, as they are written there. */
function callsIn(source: string, opening: RegExp): string[][] {
  return [...source.matchAll(opening)].map((match) => {
    const written = ['']
    const token = /'[^'\n]*'|`[^`]*`|[\s\S]/y
    token.lastIndex = match.index + match[0].length
    for (let depth = 0, sign = token.exec(source)?.[0]; sign; sign = token.exec(source)?.[0]) {
      if ('([{'.includes(sign)) depth++
      if (')]}'.includes(sign) && --depth < 0) break
      if (sign === ',' && depth === 0) written.push('')
      else written[written.length - 1] += sign
    }
    return written.map((argument) => argument.trim())
  })
}
