import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { tools } from '../src/app.ts'
import { connect } from '../src/platform/database/connect.ts'
import { furnish } from '../src/spine/furnish.ts'
import { root, TEMPLATE } from './setup.ts'
import { templatesIn, VALUE } from './templates.ts'

/** The rules of the house that a machine can keep. */

const source = join(root, 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))

/** Which floor a file is on; an import may go to its own floor or down. */
function floorOf(path: string): number {
  if (path.startsWith('platform/')) return 0
  if (path.startsWith('ui/')) return 1
  if (path.startsWith('spine/')) return 2
  if (path.startsWith('tools/')) return 3
  return 4
}

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, target]) =>
    relative(source, resolve(source, dirname(path), target!)),
  )
}

function toolOf(path: string): string | undefined {
  return /^tools\/([^/]+)\//.exec(path)?.[1]
}

describe('floors', () => {
  it('imports point down only', () => {
    const up = files.flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter((target) => floorOf(target) > floorOf(path))
        .map((target) => `${path} → ${target}`),
    )
    expect(up).toEqual([])
  })

  it('tools meet only through each other’s index.ts', () => {
    const through = files.flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter((target) => toolOf(target) && toolOf(target) !== toolOf(path) && !target.endsWith('/index.ts'))
        .map((target) => `${path} → ${target}`),
    )
    expect(through).toEqual([])
  })

  it('the spine, the platform and the ui name no tool', () => {
    const named = files
      .filter(({ path, text }) => floorOf(path) < 3 && /from '[^']*tools\//.test(text))
      .map(({ path }) => path)
    expect(named).toEqual([])
  })
})

describe('what a file gives', () => {
  /** Every file in which a word stands, also those of tests and seeds. */
  const places = new Map<string, Set<string>>()
  for (const folder of ['src', 'test', 'seeds', 'bench'])
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts')) continue
      const words = readFileSync(join(root, folder, path), 'utf8').match(/[A-Za-z_]\w+/g) ?? []
      for (const word of words) places.set(word, (places.get(word) ?? new Set()).add(`${folder}/${path}`))
    }

  it('is taken by another: what nobody else needs is its own', () => {
    const kept = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type|let) (\w+)/gm)]
        .map(([, name]) => name!)
        .filter((name) => (places.get(name)?.size ?? 0) < 2)
        .map((name) => `${path}: ${name}`),
    )
    expect(kept).toEqual([])
  })

  it('goes through the index of a tool only to others', () => {
    const kept = files
      .filter(({ path }) => /^tools\/[^/]+\/index\.ts$/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)]
          .flatMap(([, names]) => names!.split(','))
          .map(
            (name) =>
              name
                .trim()
                .replace(/^type /, '')
                .split(' as ')
                .at(-1)!,
          )
          .filter(
            (name) => name && ![...(places.get(name) ?? [])].some((one) => !one.startsWith(`src/${dirname(path)}/`)),
          )
          .map((name) => `${path}: ${name}`),
      )
    expect(kept).toEqual([])
  })
})

describe('the way out', () => {
  /** Who else may open a connection, and why. */
  const others: Record<string, string> = {
    'platform/fetching.ts': 'it is the way out',
    'platform/blobs/s3/speak.ts': 'files lie in the bucket that the operator named',
    'platform/clamd.ts': 'shows files to the clamd that the operator named',
    'platform/mail.ts': 'letters go to the server that the operator named',
    'platform/database/embedded/stale.ts': 'asks a socket of its own folder whether a server is left there',
    'platform/database/connect.ts': 'the database that the operator named',
    'tools/operating/health/address.ts': 'asks the site’s own address, as the operator named it',
    'tools/operating/health/database.ts': 'asks a clock outside, at an address of ours, when the operator asks for it',
    'tools/operating/health/mail.ts': 'greets the mail server that the operator named',
  }

  it('is one: nothing else asks another server', () => {
    const asks =
      /\bimport\b[^;\n]*\b(request|get|Agent|connect|createConnection)\b[^;\n]*from 'node:(http|https|http2|net|tls)'|from '(undici|axios|got|node-fetch|nodemailer|postgres)'|(?<![.\w])fetch\(/
    const found = files
      .filter(
        ({ path, text }) =>
          !/\/islands\//.test(path) && asks.test(text.replace(/import type [^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')),
      )
      .map(({ path }) => path)
    expect(found.filter((path) => !(path in others))).toEqual([])
  })
})

describe('routes', () => {
  const routes = tools.flatMap((tool) => tool.routes)

  it('each says who may use it, what it is for, what it takes and what it answers', () => {
    for (const route of routes) {
      expect(['anyone', 'person', 'operator', 'door', 'reader', 'writer', 'host'], route.url).toContain(route.access)
      expect(route.summary.length, route.url).toBeGreaterThan(10)
      for (const schema of [route.params, route.query, route.body]) expect(schema.type, route.url).toBe('object')
      expect(route.response, route.url).toBeDefined()
    }
  })

  it('a route of one space needs a standing there', () => {
    const open = routes.filter(
      (route) => route.url.startsWith('/c/:space') && !['door', 'reader', 'writer', 'host'].includes(route.access),
    )
    expect(open.map((route) => route.url)).toEqual([])
  })

  it('each is there once', () => {
    const names = routes.map((route) => `${route.method} ${route.url}`)
    expect(names.length).toBe(new Set(names).size)
  })
})

describe('the log of care', () => {
  const verbs: string[] = Object.values(furnish(tools).logged).flat()

  it('has room for every kind that hosts can take away', () => {
    expect(verbs.filter((verb) => verb.endsWith('.removed')).length).toBeGreaterThan(10)
  })

  it('has a text for every verb, in every language', () => {
    for (const language of ['en', 'fr'] as const) {
      const texts = new Set(tools.flatMap((tool) => Object.keys(tool.texts?.[language] ?? {})))
      expect(
        verbs.filter((verb) => !texts.has(`log.${verb.replace('.', '-')}`)),
        language,
      ).toEqual([])
    }
  })
})

describe('pages', () => {
  const views = files.filter(({ path, text }) => floorOf(path) > 0 && !path.includes('/islands/') && /html`/.test(text))
  const templates = views.flatMap(({ path, text }) => templatesIn(text).map((markup) => ({ path, markup })))

  it('carry no style and no script of their own', () => {
    const found = views
      .filter(({ text }) => /<style|\sstyle=|<script(?! type="module" src=)|\son[a-z]+="/.test(text))
      .map(({ path }) => path)
    expect(found).toEqual([])
  })

  it('quote every attribute value', () => {
    const found = templates.flatMap(({ path, markup }) =>
      [...markup.replace(/="[^"]*"/g, '=""').matchAll(/<[a-z][^<>]*?\s[\w-]+=(?!"")[^\s>]*/g)].map(
        ([tag]) => `${path}: ${tag}`,
      ),
    )
    expect(found).toEqual([])
  })

  it('take every word from a locale file', () => {
    // Outside values only signs may stand between tags, and what is a name in every language.
    const names = /^(Copse|copse-demo|@copse\.example|checked)$/
    const found = templates.flatMap(({ path, markup }) =>
      `>${markup}<`
        .split(/<[^>]*>|>|</)
        .flatMap((between) => between.split(VALUE))
        .map((words) => words.replace(/&\w+;/g, '').trim())
        .filter((words) => /\p{L}{2,}/u.test(words) && !names.test(words) && !words.includes('="'))
        .map((words) => `${path}: ${words}`),
    )
    expect(found).toEqual([])
  })

  it('ask the database nothing', () => {
    const asking = files
      .filter(({ path, text }) => /\/views\/|^ui\//.test(path) && /\bsql[`<]/.test(text))
      .map(({ path }) => path)
    expect(asking).toEqual([])
  })
})

describe('tables', async () => {
  const { address, user, password } = inject('server')
  const admin = connect({ ...address, database: TEMPLATE }, { user, password }, 1)
  const tables = await admin<
    { name: string; audience: string | null; secured: boolean; forced: boolean; policies: string[]; grants: string[] }[]
  >`
    select c.relname as name, substring(obj_description(c.oid) from 'audience: (\\w+)') as audience, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      coalesce((select array_agg(polname::text order by polname) from pg_policy where polrelid = c.oid), '{}') as policies,
      coalesce((select array_agg(distinct grantee::text) from information_schema.role_table_grants g where g.table_schema = 'copse' and g.table_name = c.relname and grantee <> 'copse_owner'), '{}') as grants
    from pg_class c where c.relnamespace = 'copse'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration' order by 1`
  const open = await admin<{ name: string }[]>`
    select p.proname as name from pg_proc p where p.pronamespace = 'copse'::regnamespace
      and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`
  const loose = await admin<{ name: string }[]>`
    select p.proname as name from pg_proc p where p.pronamespace = 'copse'::regnamespace and p.prosecdef
      and not coalesce(p.proconfig::text like '%search_path%', false)`
  await admin.end()

  it.each(tables)('$name says who its rows are for, and has the wall', ({ audience, secured, forced, policies }) => {
    expect(['space', 'hosts', 'self', 'card', 'own', 'jobs', 'locked']).toContain(audience)
    expect(secured && forced).toBe(true)
    expect(policies).toContain('owner')
    if (audience !== 'locked') expect(policies.length).toBeGreaterThan(1)
  })

  it.each(tables.filter((table) => table.audience === 'locked'))(
    '$name is granted to nobody',
    ({ grants, policies }) => {
      expect(grants).toEqual([])
      expect(policies).toEqual(['owner'])
    },
  )

  it('no function may be called by everyone, and none that rises above its caller looks elsewhere for names', () => {
    expect(open).toEqual([])
    expect(loose).toEqual([])
  })
})
