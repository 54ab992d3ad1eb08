import type { BrowserContext, CDPSession, Page } from 'playwright-core'

/**
 * A page that many tests use one after the other: opening a browser's window takes longer than most of our pages. For each
 * it is as new, but for what the browser may keep of an address (pictures, styles, scripts).
 */
export interface KeptPage {
  context: BrowserContext
  page: Page
  /** Forgets whoever was here, with what is stored of them, and takes the looks back. Nothing of the last page goes on. */
  empty(): Promise<void>
}

/** @param address of the site, whose storage is emptied */
export async function keptPage(context: BrowserContext, address: string): Promise<KeptPage> {
  const page = await context.newPage()
  const settings = await context.newCDPSession(page)
  const { width, height } = page.viewportSize()!
  return {
    context,
    page,
    async empty() {
      // What is left stops first: it would write again, or be heard in the next test. Here nothing runs, on the same storage.
      await page.goto('/healthz')
      await forget(settings, new URL(address).origin)
      await context.clearCookies()
      await page.emulateMedia({ colorScheme: 'light', media: null })
      await page.setViewportSize({ width, height })
    },
  }
}

async function forget(settings: CDPSession, origin: string): Promise<void> {
  await settings.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await settings.send('DOMStorage.clear', { storageId: { securityOrigin: origin, isLocalStorage: false } })
}
