import type { Html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { computerPage, type Program } from '../../../spine/spaces/computer.ts'
import type { ShownComputer } from '../routes.ts'

/** How to open the shelf as a folder. */
export function shelfOnComputer(ctx: Request, { address, account, mayWrite }: ShownComputer): Html {
  const { t } = ctx.locale
  const { name, slug } = spaceOf(ctx)
  return computerPage(ctx, {
    place: 'library',
    tab: 'files',
    title: t('dav.title'),
    lead: t('dav.lead', { community: name }),
    address,
    account,
    programs: systems(ctx, address),
    known: [...(mayWrite ? [t('dav.then.version'), t('dav.then.trash')] : [t('dav.then.reads')]), t('dav.then.other')],
    back: { href: `/c/${slug}/files`, words: t('dav.back') },
  })
}

function systems({ locale: { t } }: Request, address: string): Program[] {
  return [
    { name: t('dav.windows'), how: t('dav.windows.how'), typed: address, more: t('dav.windows.more') },
    { name: t('dav.mac'), how: t('dav.mac.how'), typed: address },
    { name: t('dav.gnome'), how: t('dav.gnome.how'), typed: withScheme(address, 'dav') },
    { name: t('dav.kde'), how: t('dav.kde.how'), typed: withScheme(address, 'webdav') },
    { name: t('dav.phone'), how: t('dav.phone.how'), typed: address },
    { name: t('dav.shell'), how: t('dav.shell.how'), typed: `mount -t davfs ${address} /mnt` },
  ]
}

/** What file managers of Linux call this: `davs://`, `webdavs://` where it is https. */
function withScheme(address: string, scheme: string): string {
  return address.replace(/^http/, scheme)
}
