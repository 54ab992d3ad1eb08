import type { Html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { computerPage } from '../../../spine/spaces/computer.ts'
import type { ShownComputer } from '../routes.ts'

/** How to have the calendar on one's own devices. */
export function calendarOnComputer(ctx: Request, { address, calendar, account, mayWrite }: ShownComputer): Html {
  const { t } = ctx.locale
  const { name, slug } = spaceOf(ctx)
  return computerPage(ctx, {
    place: 'calendar',
    tab: 'calendar',
    title: t('caldav.title'),
    lead: t('caldav.lead', { community: name }),
    address,
    account,
    programs: [
      { name: t('caldav.apple'), how: t('caldav.apple.how'), typed: address },
      { name: t('caldav.android'), how: t('caldav.android.how'), typed: address },
      { name: t('caldav.thunderbird'), how: t('caldav.thunderbird.how'), typed: address },
      { name: t('caldav.gnome'), how: t('caldav.gnome.how'), typed: address },
      { name: t('caldav.others'), how: t('caldav.others.how'), typed: calendar },
    ],
    known: [
      mayWrite ? t('caldav.then.writes') : t('caldav.then.reads'),
      t('caldav.then.answers'),
      t('caldav.then.alarms'),
      t('caldav.then.names'),
    ],
    back: { href: `/c/${slug}/calendar`, words: t('caldav.back') },
  })
}
