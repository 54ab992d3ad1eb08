import { expect, it } from 'vitest'
import { trusted } from '../../../platform/html.ts'
import { plainAddresses } from './plain-addresses.ts'

const site = 'https://copse.example'
const found = (markup: string) => plainAddresses(trusted(markup), site)

it('finds addresses of the site however they stand in a text', () => {
  for (const markup of [
    '<p>Go to /c/river/pages.</p>',
    '<p>It says &quot;/c/river/pages&quot;.</p>',
    '<p>&lt;/c/river/pages&gt;</p>',
    '<p>&#39;/c/river/pages&#39; ‘/c/river/pages’</p>',
    '<p>See:/c/river/pages</p>',
    '<p>https://example.org/in?next=/c/river/pages</p>',
    '<p><img src="/published/1/files/2/a.png" alt="A sign: /c/river/pages"></p>',
  ])
    expect([markup, found(markup)]).toEqual([markup, ['/c/river/pages']])
  for (const address of [
    'https://copse.example/c/river',
    'https://COPSE.example:443/c/river',
    '//copse.example/c/river',
    'https://me@copse.example/c/river',
    'copse.example/c/river',
    '../../c/river',
  ])
    expect(found(`<pre><code>curl ${address}, then</code></pre>`)).toEqual([address])
  expect(found('<p>/c/river|/c/weirs</p>')).toEqual(['/c/river', '/c/weirs'])
})

it('leaves those of other sites, and what is no address', () => {
  expect(
    found('<p>https://example.org/c/x, //example.org/c/x, /care/c, and/or, a/c/d, /c/</p><img src="/c/x/y" alt="">'),
  ).toEqual([])
})
