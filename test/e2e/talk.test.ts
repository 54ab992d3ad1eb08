import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

/** A host and a member put talk in order, each in their own browser. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)
const list = `${community.path}/discussions`

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'

  it(`pins, narrows, mutes, saves, closes and opens again, ${how}`, async () => {
    const first = await stage.discussion(community, luc, `Counting eels ${how}`, { tags: 'eels' })
    await stage.discussion(community, luc, `Brown water ${how}`, { tags: 'water', intent: 'question' })
    const host = await stage.as(ada, { scripts: script })
    const member = await stage.as(luc, { scripts: script })

    await host.goto(first.path)
    await host.getByText('Other things to do').click()
    await host.getByRole('button', { name: 'Pin it to the top' }).click()
    await host.getByText('Pinned by Ada Umeh').waitFor()
    await member.goto(list)
    expect(await member.locator('.rows .name').first().textContent()).toBe(`Counting eels ${how}`)

    await member.getByText('Choose and sort').click()
    await member.getByLabel('What it is').selectOption('question')
    await member.getByLabel('First comes').selectOption('begun')
    await member.getByRole('button', { name: 'Show these' }).click()
    await member.waitForURL(/intent=question/)
    expect(await member.locator('.rows .name').first().textContent()).toBe(`Brown water ${how}`)
    await member.getByRole('link', { name: 'All', exact: true }).click()
    await member.getByRole('link', { name: `Counting eels ${how}` }).click()

    await member.locator('summary', { hasText: 'You follow this' }).click()
    await member.getByRole('button', { name: 'Mute' }).click()
    await member.locator('summary', { hasText: 'Muted' }).waitFor()
    await member.getByRole('button', { name: 'Save for later' }).first().click()
    await member.getByRole('button', { name: 'Saved. Take it out' }).waitFor()

    await host.goto(first.path)
    await host.getByText('Other things to do').click()
    await host.getByRole('link', { name: 'Close the discussion' }).click()
    await host.getByLabel('Why?').fill('They are counted.')
    await host.getByRole('button', { name: 'Close it' }).click()
    await host.getByRole('heading', { name: /^Closed by Ada Umeh/ }).waitFor()

    await member.getByLabel('Your reply').fill('One more eel.')
    stage.forgive(/^403 /)
    await member.getByRole('button', { name: 'Reply', exact: true }).click()
    await member.getByText('They are counted.').waitFor()
    expect(await member.getByLabel('What you had begun to write').inputValue()).toBe('One more eel.')

    await host.getByRole('button', { name: 'Open it again' }).click()
    await host.getByLabel('Your reply').waitFor()

    await member.goto('/saved')
    await member.getByRole('link', { name: `Counting eels ${how}` }).waitFor()
    await member.getByText('Add a note').first().click()
    await member.getByLabel('Note for yourself').first().fill('For the school')
    await member.getByRole('button', { name: 'Save', exact: true }).first().click()
    await member.getByText('For the school').waitFor()
    await member
      .getByRole('button', { name: /^Take out/ })
      .first()
      .click()
    await member.getByText('Nothing saved yet').waitFor()
  })
}

it('offers what has been spoken of while a title is typed, and can be sent away', async () => {
  const page = await stage.as(luc)
  await page.goto(`${list}/new`)
  await page.getByLabel('Title').pressSequentially('How to count an ee')
  await page.getByRole('heading', { name: 'Spoken of already?' }).waitFor()
  await page.getByRole('link', { name: 'Counting eels with script' }).waitFor()
  await page.getByRole('status').getByText('Similar discussions are listed').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Not what I mean' }).click()
  await page.getByLabel('Title').pressSequentially('l')
  await page.waitForTimeout(900)
  expect(await page.getByRole('heading', { name: 'Spoken of already?' }).isVisible()).toBe(false)
})
