import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, type Plugin, transformSync } from 'esbuild'

/**
 * Makes `dist/`: the server as one file, and the browser's files with the hash of what they hold in their names,
 * compressed ahead. Styles and islands are found where they are: `css/*.css` and `islands/*.ts` of ui and of each tool; what only
 * the library needs is apart, in `css/library/*.css`, what the calendar needs in `css/calendar/*.css`, rooms in
 * `css/rooms/*.css` and a few pages, most of them of settings, in `css/settings/*.css`: nobody who reads
 * a discussion has to fetch them.
 */
const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')

function found(pattern: RegExp): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .sort((a, b) => Number(b.startsWith('ui')) - Number(a.startsWith('ui')) || a.localeCompare(b))
    .map((path) => join(root, 'src', path))
}

function keep(name: string, extension: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content)
  const file = `${name}-${createHash('sha256').update(bytes).digest('base64url').slice(0, 10)}.${extension}`
  squeezed(join(dist, 'assets', file), bytes)
  return `/assets/${file}`
}

/** A file, and the same compressed ahead. */
function squeezed(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes)
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
}

/** A running server goes on with the files it was built with: only those of long ago are removed. */
function forgetOld(): void {
  const week = 7 * 86_400_000
  for (const file of readdirSync(join(dist, 'assets'))) {
    const path = join(dist, 'assets', file)
    if (statSync(path).mtimeMs < Date.now() - week) rmSync(path)
  }
}

/**
 * Turbo puts a style element for its progress bar into every page, which our policy forbids; the bar is ours. What turns one page
 * into another node by node is left out, too: no page of ours asks for it, and everyone would fetch it.
 */
const turboAsNeeded: Plugin = {
  name: 'turbo-as-needed',
  setup({ onLoad }) {
    onLoad({ filter: /@hotwired\/turbo\/.*\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const install = 'this.installStylesheetElement();'
      const from = source.indexOf('var Idiomorph = (function () {')
      const to = source.indexOf('\n})();\n', from)
      if (!source.includes(install) || from < 0 || to < 0)
        throw new Error('Turbo has changed: look again where it installs its style element, and where it morphs')
      const none = "var Idiomorph = { morph() { throw new Error('Pages are not morphed here') } };"
      const contents = source.slice(0, from) + none + source.slice(to + '\n})();'.length)
      return { contents: contents.replace(install, ''), loader: 'js' }
    })
  },
}

/** What sends files, in one piece with its helpers: apart they would be shared with the first script, as below. */
const tusInOnePiece: Plugin = {
  name: 'tus-in-one-piece',
  setup({ onLoad }) {
    onLoad({ filter: /\/tus-js-client\/lib\.esm\/(node|browser)\/index\.js$/ }, async ({ path }) => {
      const made = await build({
        entryPoints: [path],
        bundle: true,
        format: 'esm',
        platform: 'browser',
        write: false,
        logLevel: 'warning',
      })
      return { contents: made.outputFiles[0]!.contents, loader: 'js' }
    })
  },
}

/** Style sheets as one. */
function styles(pattern: RegExp): string {
  const all = found(pattern).map((path) => readFileSync(path, 'utf8'))
  return transformSync(all.join('\n'), {
    loader: 'css',
    minify: true,
    target: ['chrome111', 'firefox113', 'safari16'],
    supported: { nesting: true },
  }).code
}

/** Libraries of many small modules: read one by one they would be a fifth of the time until the site serves. */
const taken = /^(@sinclair\/typebox|d3-force|diff|htmlparser2|intl-messageformat|markdown-it)(\/|$)/

/** Leaves the packages where they are, but for those that are taken into the one file. */
const packages: Plugin = {
  name: 'packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      importer.includes('node_modules') || taken.test(path) ? undefined : { external: true },
    )
  },
}

export async function buildAll(): Promise<void> {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  forgetOld()

  const css = styles(/\/css\/[^/]+\.css$/)

  const islands = found(/\/islands\/[^/]+\.ts$/)
  const script = await build({
    stdin: {
      contents: islands.map((path) => `import './${relative(root, path)}'`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    // What is imported when it is needed becomes a file of its own; what every page needs stays one.
    splitting: true,
    outdir: join(dist, 'assets'),
    chunkNames: 'copse-[name]-[hash]',
    target: ['es2022'],
    write: false,
    legalComments: 'none',
    // In one piece: its parts would share a helper with the first script, and every page would fetch that helper.
    alias: { 'markdown-it': 'markdown-it/browser' },
    plugins: [turboAsNeeded, tusInOnePiece],
  })

  const first = script.outputFiles.find(({ path }) => basename(path) === 'stdin.js')!
  // A part that is also in the first file would be split off from it, and every page would wait for one more request.
  if (/(^|;)import[^(]/.test(first.text)) throw new Error('The first script imports another: what do they share?')
  for (const { path, contents } of script.outputFiles) if (path !== first.path) squeezed(path, contents)

  const icons = readFileSync(join(root, 'src/ui/icons.svg'), 'utf8')
  const mark = /<symbol id="mark"([^>]*)>([\s\S]*?)<\/symbol>/.exec(icons)!
  const favicon = `<svg xmlns="http://www.w3.org/2000/svg"${mark[1]} color="#4a6b4c">${mark[2]}</svg>`
  const manifest = {
    css: keep('copse', 'css', css),
    library: keep('library', 'css', styles(/\/css\/library\/[^/]+\.css$/)),
    calendar: keep('calendar', 'css', styles(/\/css\/calendar\/[^/]+\.css$/)),
    rooms: keep('rooms', 'css', styles(/\/css\/rooms\/[^/]+\.css$/)),
    settings: keep('settings', 'css', styles(/\/css\/settings\/[^/]+\.css$/)),
    js: keep('copse', 'js', first.contents),
    icons: keep('icons', 'svg', icons),
    rings: keep('rings', 'svg', readFileSync(join(root, 'src/ui/rings.svg'), 'utf8')),
    shelf: keep('shelf', 'svg', readFileSync(join(root, 'src/ui/shelf.svg'), 'utf8')),
    favicon: keep('favicon', 'svg', favicon),
  }
  writeFileSync(join(dist, 'assets', 'manifest.json'), JSON.stringify(manifest))

  await build({
    entryPoints: {
      main: join(root, 'src/main.ts'),
      // What renders long documents, in a thread of its own.
      'document-worker': join(root, 'src/platform/markdown/document/worker.ts'),
      // What looks at files, in a process of its own.
      'previews-child': join(root, 'src/platform/previews/child.ts'),
    },
    outdir: dist,
    bundle: true,
    plugins: [packages],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
}

await buildAll()
