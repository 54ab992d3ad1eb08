import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/commands/index.ts'
import { pictures } from '../tour/pictures.ts'
import { root } from './setup.ts'

/** What the documents say of files, settings and commands is true of the code. */

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`)
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...below('docs')].filter((path) =>
  path.endsWith('.md'),
)
const texts = new Map(pages.map((path) => [path, read(path)]))
const everything = [...texts.values()].join('\n')
const operating = texts.get('docs/operating.md')!

/** Fenced blocks whose first line names a file: the example tool. */
const example = [...texts.get('docs/new-tool.md')!.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, path, content]) => ({ path: path!, content: content! }),
)

/** The words of a heading as its address has them (as GitHub makes them). */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

/** The text without its fenced blocks. */
const spoken = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '')

function named(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, word]) => word!))].sort()
}

describe.each(pages)('%s', (path) => {
  const text = spoken(texts.get(path)!)

  it('links to what is there', () => {
    const targets = named(/\]\(([^)\s]+)\)|src="([^"]+)"/g, text.replace(/src="([^"]+)"/g, ']($1)'))
    const broken = targets
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [file, anchor] = target.split('#') as [string, string | undefined]
        const at = file ? join(dirname(path), file) : path
        if (!existsSync(join(root, at))) return true
        return anchor !== undefined && !anchorsIn(read(at)).includes(anchor)
      })
    expect(broken).toEqual([])
  })

  it('names files that are there', () => {
    const made = new Set(example.map((block) => block.path))
    const missing = named(/`((?:src|test|db|seeds|docs|bin)\/[\w./-]+)`/g, text).filter(
      (file) => !made.has(file) && !existsSync(join(root, file)),
    )
    expect(missing.filter((file) => !/NNN|src\/tools\/clippings\//.test(file))).toEqual([])
  })
})

describe('settings', () => {
  const config = read('src/platform/config.ts')
  const known = [...named(/\benv\.([A-Z][A-Z_]+)/g, config), ...named(/numberIn\(env, '([A-Z_]+)'/g, config)].sort()
  const code = [...below('src'), ...below('test')].filter((path) => /\.ts$|\/run$/.test(path)).map(read)

  it('are in docs/operating.md, all of them and no other', () => {
    expect(named(/^\| `([A-Z_]+)` +\|/gm, operating)).toEqual(known)
  })

  it('are read in one place', () => {
    const elsewhere = below('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    const read_ = named(/process\.env\.([A-Z_]+)/g, elsewhere.map(read).join('\n'))
    expect(read_.filter((name) => name !== 'PATH' && !known.includes(name))).toEqual([])
  })

  it('that are named anywhere are known to the code', () => {
    const unknown = named(/\b(COPSE_[A-Z_]+[A-Z]|[A-Z_]+_URL|MAIL_[A-Z]+)\b/g, everything)
    expect(unknown.filter((name) => !code.some((text) => text.includes(name)))).toEqual([])
  })
})

describe('commands', () => {
  it('are in docs/operating.md as they explain themselves', () => {
    for (const { usage } of Object.values(commands)) expect(operating).toContain(`\`copse ${usage.split(/ {2,}/)[0]}\``)
  })

  it('that are named anywhere exist', () => {
    const said = named(/(?:npx |`)copse ([a-z-]+)/g, everything)
    expect(said.filter((name) => !(name in commands))).toEqual([])
  })

  it('of npm, too', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const said = [...named(/npm run ([\w:]+)/g, everything), ...named(/npm (start|test)\b/g, everything)]
    expect(said.filter((name) => !(name in scripts))).toEqual([])
  })
})

describe('pictures', () => {
  const markdown = /!\[([^\]]*)\]\(([^)\s]+)\)/g
  const tags = /<img\b[^>]*>/g
  const shownIn = (path: string) => {
    const text = spoken(texts.get(path)!)
    const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
    const found = [
      ...[...text.matchAll(markdown)].map(({ index, 1: alt, 2: src }) => ({ index, alt: alt!, src: src! })),
      ...[...text.matchAll(tags)].map(({ index, 0: tag }) => ({
        index,
        alt: attribute(tag, 'alt'),
        src: attribute(tag, 'src'),
      })),
    ]
    return found.sort((a, b) => a.index - b.index)
  }

  it('of the tour are those that npm run tour takes, in its order', () => {
    const taken = pictures.map(({ name }) => `tour/${name}.webp`)
    expect(shownIn('docs/tour.md').map(({ src }) => src)).toEqual(taken)
    expect(readdirSync(join(root, 'docs/tour')).sort()).toEqual(pictures.map(({ name }) => `${name}.webp`).sort())
  })

  it('are told in words, each in its own', () => {
    const all = pages.flatMap((path) => shownIn(path).map((one) => ({ path, ...one })))
    expect(all.length).toBeGreaterThan(pictures.length)
    expect(all.filter(({ alt }) => alt.trim().length < 40)).toEqual([])
    const inTour = shownIn('docs/tour.md').map(({ alt }) => alt)
    expect(new Set(inTour).size).toBe(inTour.length)
  })

  it('are small enough for a weak connection', () => {
    const large = readdirSync(join(root, 'docs/tour')).filter(
      (name) => statSync(join(root, 'docs/tour', name)).size > 60_000,
    )
    expect(large).toEqual([])
  })
})

describe('the example in docs/new-tool.md', () => {
  it('is the code of the tool, word by word', () => {
    expect(example.length).toBeGreaterThan(8)
    const flat = (code: string) => code.replace(/\s+/g, ' ').trim()
    for (const { path, content } of example) expect(flat(read(path)), path).toContain(flat(content))
  })
})
