import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthOf, lockTokenOf, NotHeader, overwriteOf, timeoutOf } from '../../platform/dav/headers.ts'
import { escaped, NoAddress } from '../../platform/dav/path.ts'
import { hasAlready, mayGoOn } from '../../platform/dav/preconditions.ts'
import { propfindIn } from '../../platform/dav/propfind.ts'
import { NotXml, readXml } from '../../platform/dav/xml-read.ts'
import { element, inside, text } from '../../platform/dav/xml-write.ts'
import { destinationOf, Elsewhere, hrefOf, placeOf, within } from './address.ts'
import { changesIn, lockWishIn } from './asked.ts'
import { holds, ifListsOf, type State, tokensIn } from './if-header.ts'
import { against, covering, type Lock, lets } from './lock-rules.ts'

const shelf = (space: string, ...names: string[]) => ({ kind: 'shelf' as const, space, names })

describe('an address', () => {
  it('names a place, however it is escaped', () => {
    expect(placeOf('/dav/files/river/a%20b/%C3%A9t%c3%a9.txt')).toEqual({
      place: shelf('river', 'a b', 'été.txt'),
      folder: false,
    })
    expect(placeOf('/dav/files/river/%65%CC%81/')).toEqual({ place: shelf('river', 'é'), folder: true })
    expect(placeOf('/dav/files//river//x?y=z')).toEqual({ place: shelf('river', 'x'), folder: false })
    expect(placeOf('/dav/files')).toEqual({ place: { kind: 'shelves' }, folder: false })
    expect(placeOf('/dav/')).toEqual({ place: { kind: 'house' }, folder: true })
  })

  it.each([
    '/dav/files/river/../x',
    '/dav/files/river/%2e%2E/x',
    '/dav/files/river/./x',
    '/dav/files/river/a%2Fb',
    '/dav/files/river/a%5Cb',
    '/dav/files/river/a%00b',
    '/dav/files/river/a%0D%0Ab',
    '/dav/files/river/%ff',
    '/dav/files/river/100%',
    '/dav/files/river/x#y',
    '/dav/other/x',
    '/c/river',
    '',
  ])('is none: %s', (url) => {
    expect(() => placeOf(url)).toThrow(NoAddress)
  })

  it('is written so that it reads back as itself', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((one) => one.normalize('NFC'))
      .filter(
        (one) => !/[/\\\u0000-\u001f\u007f]/.test(one) && one !== '.' && one !== '..' && !/[\ud800-\udfff]/u.test(one),
      )
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), fc.boolean(), (names, folder) => {
        const place = shelf('river', ...names)
        const href = hrefOf(place, folder)
        expect(placeOf(href)).toEqual({ place, folder })
        expect(href).toMatch(/^[\w./~%-]+$/)
      }),
    )
    expect(escaped("it's (1)!")).toBe('it%27s%20%281%29%21')
  })

  it('of a destination is on this host', () => {
    const here = { place: shelf('river', 'x'), folder: false }
    expect(destinationOf('https://Copse.example:443/dav/files/river/x', 'copse.example')).toEqual(here)
    expect(destinationOf('/dav/files/river/x', 'copse.example')).toEqual(here)
    expect(destinationOf(undefined, 'copse.example')).toBeUndefined()
    expect(() => destinationOf('http://elsewhere.example/dav/files/river/x', 'copse.example')).toThrow(Elsewhere)
    expect(() => destinationOf('http://copse.example/c/river', 'copse.example')).toThrow(NoAddress)
  })

  it('lies in another', () => {
    expect(within(shelf('river', 'a', 'b'), shelf('river', 'A'))).toBe(true)
    expect(within(shelf('river', 'a'), shelf('river', 'a'))).toBe(true)
    expect(within(shelf('river', 'ab'), shelf('river', 'a'))).toBe(false)
    expect(within(shelf('lake', 'a', 'b'), shelf('river', 'a'))).toBe(false)
  })
})

describe('headers', () => {
  it('say how deep, whether to replace, for how long', () => {
    expect([depthOf('0'), depthOf('1'), depthOf('Infinity'), depthOf(undefined), depthOf('1,noroot')]).toEqual([
      0,
      1,
      'infinity',
      undefined,
      1,
    ])
    expect(() => depthOf('2')).toThrow(NotHeader)
    expect([overwriteOf(undefined), overwriteOf('T'), overwriteOf('f')]).toEqual([true, true, false])
    expect(() => overwriteOf('yes')).toThrow(NotHeader)
    expect(timeoutOf('Infinite, Second-4100000000')).toBe(3600)
    expect([timeoutOf('Second-120'), timeoutOf(undefined), timeoutOf('Second-0'), timeoutOf('never')]).toEqual([
      120, 600, 1, 600,
    ])
    expect(lockTokenOf('<urn:uuid:1>')).toBe('urn:uuid:1')
    expect(() => lockTokenOf('urn:uuid:1')).toThrow(NotHeader)
  })
})

describe('If', () => {
  const state = (etag: string | undefined, ...tokens: string[]): State => ({ etag, tokens })
  const here = async () => state('"e"', 'urn:1')

  it.each([
    ['(<urn:1>)', true],
    ['(<urn:2>)', false],
    ['(<urn:1> ["e"])', true],
    ['(<urn:1> ["f"])', false],
    ['(<urn:2>) (Not <DAV:no-lock>)', true],
    ['(<DAV:no-lock> ["e"])', false],
    ['(<urn:1> ["f"]) (Not <DAV:no-lock> ["f"])', false],
    ['(Not ["f"])', true],
    ['(["e"])(["f"])', true],
    ['(NOT<urn:1>)', false],
    ['([W/"e"])', false],
  ])('%s is %s', async (header, expected) => {
    expect(await holds(ifListsOf(header), here)).toBe(expected)
  })

  it('asks each resource that is named', async () => {
    const lists = ifListsOf('<http://h/a> (<urn:1>) (["x"]) </b> (<urn:2>)')
    expect(lists.map(({ tag }) => tag)).toEqual(['http://h/a', 'http://h/a', '/b'])
    const asked: (string | undefined)[] = []
    const states: Record<string, State> = { 'http://h/a': state('"y"'), '/b': state(undefined, 'urn:2') }
    const of = async (tag: string | undefined) => {
      asked.push(tag)
      return states[tag!]!
    }
    expect(await holds(lists, of)).toBe(true)
    expect(asked).toEqual(['http://h/a', '/b'])
    expect([...tokensIn(ifListsOf('(<urn:1> Not <urn:2>) (<urn:3>)'))]).toEqual(['urn:1', 'urn:3'])
  })

  it.each(['', '<a>', '()', '(', '(x)', '(<a>', '(["e)', '(<a>) <b> (<c>)', '<a> <b> (<c>)', '(Not)', 'x(<a>)'])(
    'is not understood: %s',
    (header) => {
      expect(() => ifListsOf(header)).toThrow(NotHeader)
    },
  )

  it('never hangs and never fails otherwise, whatever comes', () => {
    const piece = fc.constantFrom('(', ')', '<', '>', '[', ']', '"', 'Not', 'W/', ' ', 'a', 'urn:x')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          ifListsOf(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(NotHeader)
        }
      }),
    )
  })
})

describe('preconditions', () => {
  it.each([
    [{}, '"e"', true],
    [{ 'if-match': '"e"' }, '"e"', true],
    [{ 'if-match': '"f", "e"' }, '"e"', true],
    [{ 'if-match': 'W/"e"' }, '"e"', false],
    [{ 'if-match': '*' }, undefined, false],
    [{ 'if-match': '*' }, null, true],
    [{ 'if-none-match': '*' }, undefined, true],
    [{ 'if-none-match': '*' }, '"e"', false],
    [{ 'if-none-match': 'W/"e"' }, '"e"', false],
    [{ 'if-none-match': '"f"' }, '"e"', true],
  ])('%j with %j: %s', (headers, etag, expected) => {
    expect(mayGoOn(headers, etag)).toBe(expected)
  })

  it('know what somebody has already', () => {
    const changed = new Date('2026-05-01T10:00:00.400Z')
    expect(hasAlready({ 'if-none-match': 'W/"e"' }, '"e"', changed)).toBe(true)
    expect(hasAlready({ 'if-modified-since': 'Fri, 01 May 2026 10:00:00 GMT' }, '"e"', changed)).toBe(true)
    expect(hasAlready({ 'if-modified-since': 'Fri, 01 May 2026 09:59:59 GMT' }, '"e"', changed)).toBe(false)
    expect(hasAlready({ 'if-modified-since': 'yesterday' }, '"e"', changed)).toBe(false)
  })
})

describe('XML', () => {
  const xml = (words: string) => Buffer.from(words)

  it.each([
    '<foo>',
    '<D:propfind xmlns:D="DAV:"><D:prop><bar:foo xmlns:bar=""/></D:prop></D:propfind>',
    '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    '<x>&nbsp;</x>',
    '<a:x/>',
    '<x a="1" a="2"/>',
    'no xml',
    '',
    '<a>'.repeat(100) + '</a>'.repeat(100),
    `<a>${'<b/>'.repeat(6000)}</a>`,
    '<x>\u0000</x>',
    '<x/><y/>',
  ])('is none: %s', (words) => {
    expect(() => readXml(xml(words))).toThrow(NotXml)
  })

  it('is none in bytes that are no text', () => {
    expect(() => readXml(Buffer.from([0x3c, 0x78, 0xff, 0x2f, 0x3e]))).toThrow(NotXml)
  })

  it('is read in UTF-16, too', () => {
    expect(readXml(Buffer.from('\ufeff<x>é</x>', 'utf16le')).children).toEqual(['é'])
  })

  it('keeps what it means wherever it is put', () => {
    const from = readXml(
      xml(
        `<p:a xmlns:p="urn:p" xmlns="urn:d" xmlns:q="urn:q"><b q:c="1&amp;&quot;" d="2" xml:lang="fr">x &lt; <q:e/></b><![CDATA[<&>]]></p:a>`,
      ),
    )
    const again = readXml(xml(`<any xmlns="urn:other">${inside(from)}</any>`))
    expect(again.children).toEqual(from.children)
    expect(text('a\u0001<b>\ud800 \u{10000}')).toBe('a\ufffd&#60;b&#62;\ufffd \u{10000}')
    expect(element('', 'n', 'v')).toBe('<n xmlns="">v</n>')
    expect(element('urn:"', 'n', 'v', 'fr')).toBe('<x:n xmlns:x="urn:&#34;" xml:lang="fr">v</x:n>')
  })
})

describe('bodies', () => {
  const dav = (root: string, inner: string) => Buffer.from(`<${root} xmlns="DAV:">${inner}</${root}>`)

  it('ask for properties', () => {
    expect(propfindIn(Buffer.alloc(0))).toEqual({ kind: 'all', besides: [] })
    expect(propfindIn(dav('propfind', '<foobar/><allprop/><include><getetag/></include>'))).toEqual({
      kind: 'all',
      besides: [{ uri: 'DAV:', name: 'getetag' }],
    })
    expect(propfindIn(dav('propfind', '<propname/>'))).toEqual({ kind: 'names' })
    expect(propfindIn(dav('propfind', '<prop><x xmlns=""/><getetag/></prop>'))).toEqual({
      kind: 'some',
      names: [
        { uri: '', name: 'x' },
        { uri: 'DAV:', name: 'getetag' },
      ],
    })
    for (const wrong of [dav('propfind', ''), dav('other', '<allprop/>'), Buffer.from('<propfind/>')])
      expect(() => propfindIn(wrong)).toThrow(NotXml)
  })

  it('change properties, in order', () => {
    const body = dav(
      'propertyupdate',
      '<remove><prop><a xmlns="urn:a"/></prop></remove><set xml:lang="fr"><prop><a xmlns="urn:a">x<b/></a></prop></set>',
    )
    expect(changesIn(body)).toEqual([
      { uri: 'urn:a', name: 'a', xml: null },
      { uri: 'urn:a', name: 'a', xml: 'x<b xmlns="urn:a"></b>', lang: 'fr' },
    ])
    expect(() => changesIn(dav('propertyupdate', ''))).toThrow(NotXml)
  })

  it('wish for locks', () => {
    const body = (scope: string, type = 'write') =>
      dav('lockinfo', `<lockscope><${scope}/></lockscope><locktype><${type}/></locktype><owner><href>a</href></owner>`)
    expect(lockWishIn(body('shared'))).toEqual({ scope: 'shared', owner: '<href xmlns="DAV:">a</href>' })
    expect(lockWishIn(Buffer.alloc(0))).toBeUndefined()
    for (const wrong of [body('other'), body('shared', 'read'), dav('lockinfo', '')])
      expect(() => lockWishIn(wrong)).toThrow(NotXml)
  })
})

describe('locks', () => {
  const lock = (itemId: number, more: Partial<Lock> = {}): Lock => ({
    token: `urn:${itemId}`,
    itemId,
    personId: 1,
    scope: 'exclusive',
    deep: false,
    owner: '',
    until: new Date(),
    names: [],
    folder: false,
    ...more,
  })
  const holder = (id: number, ...tokens: string[]) => ({ id, tokens: new Set(tokens) })

  it('cover what they are on, and deep ones all below', () => {
    const all = [lock(3), lock(2), lock(1, { deep: true })]
    expect(covering(all, 3, [1, 2])).toEqual([all[0], all[2]])
    expect(covering(all, undefined, [1, 2])).toEqual([all[2]])
    expect(covering(all, 4, [2])).toEqual([])
  })

  it('let only who holds one, and says so', () => {
    expect(lets([], holder(2))).toBe(true)
    expect(lets([lock(1)], holder(1))).toBe(false)
    expect(lets([lock(1)], holder(2, 'urn:1'))).toBe(false)
    expect(lets([lock(1)], holder(1, 'urn:1'))).toBe(true)
    const shared = [lock(1, { scope: 'shared' }), lock(1, { scope: 'shared', token: 'urn:b', personId: 2 })]
    expect([lets(shared, holder(2, 'urn:b')), lets(shared, holder(2))]).toEqual([true, false])
  })

  it('stand beside each other only where all are shared', () => {
    const shared = lock(1, { scope: 'shared' })
    expect(against('shared', [shared])).toEqual([])
    expect(against('exclusive', [shared])).toEqual([shared])
    expect(against('shared', [lock(1)])).toHaveLength(1)
    expect(against('exclusive', [])).toEqual([])
  })
})
