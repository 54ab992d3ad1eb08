import { chromium } from '/work/main/node_modules/playwright-core/index.mjs'
const [who, out, ...paths] = process.argv.slice(2)
const looks = (process.env.LOOKS ?? '1280l,360d').split(',')
const base = process.env.BASE ?? 'http://localhost:3100'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run'] })
for (const look of looks) {
  const width = Number(look.slice(0, -1)), dark = look.endsWith('d')
  const c = await b.newContext({ viewport: { width, height: 800 }, colorScheme: dark ? 'dark' : 'light' })
  const p = await c.newPage()
  await p.goto(base + '/sign-in'); await p.fill('[name=email]', who + '@copse.example'); await p.fill('[name=password]', 'copse-demo')
  await p.click('main form button[type=submit]'); await p.waitForLoadState('networkidle')
  for (const [i, path] of paths.entries()) {
    await p.goto(base + path); await p.waitForLoadState('networkidle')
    const over = await p.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    await p.screenshot({ path: `${out}-${i}-${look}.png`, fullPage: true })
    console.log(path, look, over ? 'SIDEWAYS' : '', await p.title())
  }
}
await b.close()
