import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../setup.ts'
import { Listening } from './listening.ts'
import { openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada)
await stage.owner`update space set tools = tools || '{pages}' where id = ${community.id}`

/** Changed words show in review: after a change that is meant, the file is written anew by `-u`, and read. */
const preface = [
  '# Writing a page, as it is heard',
  '',
  'What a screen reader has to say while a page is written by keys alone: what has the focus and what it lies in, what is',
  'announced (_says_), and the whole in its reading order. The browser’s accessibility tree says so, and',
  '[a test](../transcript.test.ts) compares it with this file. Under each key is what one hears after it.',
]

it('a page is written by keys and by ear alone, and this is what is heard', async () => {
  const page = await stage.as(ada)
  page.on('filechooser', (chooser) => chooser.setFiles(join(root, 'test/e2e/jars.png')))
  const heard = await Listening.to(page)
  heard.lines.push(...preface)
  await page.goto(`${community.path}/pages/new`)
  await page.locator('.rich .ProseMirror').waitFor()

  heard.part('The form, as it is read from top to bottom')
  await heard.read('copse-page-editor form')

  heard.part('Writing')
  await heard.after('goes to the title', () => page.getByLabel('Title').focus())
  await heard.type('Jar tests')
  await heard.press('Tab')
  await heard.press('Tab')
  await heard.press('ArrowRight', 'ArrowRight', 'ArrowRight')
  await heard.press('Tab')
  await heard.press('Control+Alt+2')
  await heard.type('What you need')
  await heard.press('Enter')
  await heard.type('Water that stands ')
  await heard.press('Control+b')
  await heard.type('still')
  await heard.press('Control+b')
  await heard.type(', and ')
  await heard.press('Control+k')
  await heard.press('Enter')
  await heard.type('example.org/jars')
  await heard.press('Tab')
  await heard.type('three jars')
  await heard.press('Enter')
  await heard.type('.')
  await heard.press('Enter')
  await heard.press('Control+Shift+Digit8')
  await heard.type('a spoon')
  await heard.press('Enter')
  await heard.type('a clock')
  await heard.press('Enter', 'Enter')
  await heard.press('Control+Shift+Digit9')
  await heard.type('wash the jars')
  await heard.press('Control+Enter')
  await heard.press('Enter', 'Enter')

  heard.part('A table')
  await heard.press('Alt+F10')
  await heard.after('goes to the tool “Table” by the arrow keys', async () => {
    for (let i = 0; i < 30 && !(await focusedTool()).includes('table'); i++) await page.keyboard.press('ArrowRight')
  })
  await heard.press('Enter')
  for (const word of ['Jar', 'After a day', 'After a week']) {
    await heard.type(word)
    await heard.press('Tab')
  }
  await heard.type('One')
  await heard.press('Alt+ArrowDown')

  heard.part('A picture')
  await heard.press('Alt+F10')
  await heard.after('goes to the tool “Picture or file” by the arrow keys', async () => {
    for (let i = 0; i < 30 && !(await focusedTool()).includes('picture'); i++) await page.keyboard.press('ArrowLeft')
  })
  await heard.press('Enter')
  await heard.after('chooses a file', async () => {
    await page.keyboard.press('Enter')
    await page.getByText('jars.png is there.').waitFor()
  })
  await heard.press('Tab')
  await heard.type('Three jars of water')
  await heard.press('Enter')

  heard.part('The text, as it is read from top to bottom')
  await heard.read('.rich .ProseMirror')

  heard.part('Leaving the text, and saving')
  await heard.press('Escape')
  await heard.after('goes to the last button by _Tab_', async () => {
    for (let i = 0; i < 30 && !(await page.evaluate(() => document.activeElement?.matches('.foot [type=submit]'))); i++)
      await page.keyboard.press('Tab')
  })
  await heard.after('_Enter_', async () => {
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('/new'))
    await page.getByRole('heading', { level: 1, name: 'Jar tests' }).waitFor()
  })

  heard.part('The page, as it is read from top to bottom')
  await heard.read('main')

  await expect(heard.transcript).toMatchFileSnapshot('transcripts/writing-a-page.md')

  function focusedTool(): Promise<string> {
    return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.tool ?? '')
  }
})
