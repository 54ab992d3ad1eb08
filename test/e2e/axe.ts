import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  help: string
  nodes: { target: string[]; failureSummary?: string }[]
}

/**
 * What axe-core finds on the page as it is now, best practices and target sizes included; nothing is left out. Where only
 * colours can have changed, only they are looked at.
 */
export async function findingsOf(page: Page, which: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await bringAxe(page)
  const violations = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } }
    const rules = only === 'colours' ? { runOnly: ['color-contrast'] } : { rules: { 'target-size': { enabled: true } } }
    return (await axe.run({ resultTypes: ['violations'], preload: false, ...rules })).violations
  }, which)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
}

/**
 * The policy forbids foreign scripts; one evaluated by the browser itself is not in its reach. Told so plainly, a page that is
 * used again need not read it again.
 */
async function bringAxe(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const { exceptionDetails } = await browser.send('Runtime.evaluate', { expression: source })
  await browser.detach()
  if (exceptionDetails) throw new Error(`axe-core: ${exceptionDetails.text}`)
}
