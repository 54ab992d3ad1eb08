import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { copied } from '../../../ui/copied.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon, onlyPeople } from '../../../ui/parts.ts'
import type { ShownComputer } from '../routes.ts'

/** How to open the shelf as a folder: the address, the password, and where each system asks for them. */
export function computerPage(ctx: Request, { address, account, mayWrite }: ShownComputer): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('dav.title'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}
<div class="title"><h1>${t('dav.title')}</h1><p class="lead">${t('dav.lead', { community: spaceOf(ctx).name })}</p></div>
<section class="stack" aria-labelledby="what"><h2 id="what">${t('dav.needed')}</h2>
${copied(ctx, 'address', t('dav.address'), address)}
${copied(ctx, 'account', t('dav.account'), account)}
<p>${t('dav.password')}</p>
<p>${buttonLink('/me/applications/new', t('dav.password.make'))}</p></section>
<section class="stack" aria-labelledby="how"><h2 id="how">${t('dav.how')}</h2>
<div class="systems stack">${system(ctx, t('dav.windows'), t('dav.windows.how'), address, t('dav.windows.more'))}
${system(ctx, t('dav.mac'), t('dav.mac.how'), address)}
${system(ctx, t('dav.gnome'), t('dav.gnome.how'), withScheme(address, 'dav'))}
${system(ctx, t('dav.kde'), t('dav.kde.how'), withScheme(address, 'webdav'))}
${system(ctx, t('dav.phone'), t('dav.phone.how'), address)}
${system(ctx, t('dav.shell'), t('dav.shell.how'), `mount -t davfs ${address} /mnt`)}</div></section>
<section class="stack" aria-labelledby="then"><h2 id="then">${t('dav.then')}</h2>
<ul>${mayWrite ? html`<li>${t('dav.then.version')}</li><li>${t('dav.then.trash')}</li>` : html`<li>${t('dav.then.reads')}</li>`}
<li>${t('dav.then.other')}</li><li>${t('dav.then.end')} <a href="/me/keys#applications">${t('dav.then.keys')}</a></li></ul></section>
<p><a href="/c/${spaceOf(ctx).slug}/files">${t('dav.back')}</a></p>
${onlyPeople(ctx)}`,
  })
}

function system(ctx: Request, name: string, how: string, typed: string, more?: string): Html {
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${name}</summary><div class="stack panel"><p>${how}</p><p><code class="written">${typed}</code></p>${more ? html`<p class="quiet">${more}</p>` : nothing}</div></details>`
}

/** What file managers of Linux call this: `davs://`, `webdavs://` where it is https. */
function withScheme(address: string, scheme: string): string {
  return address.replace(/^http/, scheme)
}
