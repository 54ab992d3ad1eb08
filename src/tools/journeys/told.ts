import type { Telling } from '../../spine/notify/sentence.ts'

/** Which steps open today. */
export const toldSteps: Telling = (locale, { facts }) => {
  const { t } = locale
  const titles = (facts?.titles as string[] | undefined) ?? []
  const said = titles.slice(0, MOST_NAMED).map((title) => t('journeys.told.title', { title }))
  const more = titles.length - said.length
  const all = more > 0 ? [...said, t('journeys.told.more', { count: more })] : said
  return all.length ? t('journeys.told.steps', { titles: locale.list(all) }) : t('journeys.told.steps-plain')
}

/** So many are named. */
const MOST_NAMED = 3
