import type { Blobs } from '../../platform/blobs.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/open.ts'
import type { Locale } from '../../platform/i18n.ts'
import type { Log } from '../../platform/log.ts'
import type { Assets } from '../../ui/assets.ts'
import type { Furnished } from '../furnished.ts'
import type { SiteSettings } from '../settings.ts'

/** What lives as long as the process. */
export interface Site extends Furnished {
  config: Config
  database: Database
  blobs: Blobs
  /** Faces and signs of communities, apart from what people attach. */
  portraits: Blobs
  /** Copies of what is people's own, for a week; in no backup. */
  takeouts: Blobs
  bus: Bus
  log: Log
  assets: Assets
  localeFor(lang: string | undefined): Locale
  /** Whether bodies of mails may be read on the site: only in the demonstration and in development. */
  openOutbox(): boolean
  demonstration: boolean
  /** Replaced when the operator changes them, in this process or another. */
  settings: SiteSettings
  build: string
  /** Fills an empty site with the demonstration world. */
  loadDemonstration(): Promise<void>
}
