import type { Tool } from '../../spine/tool.ts'
import { code } from './code.ts'
import { firstRun } from './first-run.ts'
import { invited } from './invited.ts'
import { joining } from './joining.ts'
import { knocking } from './knocking.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { passkey } from './passkey.ts'
import { passwords } from './passwords.ts'
import { provider } from './provider.ts'
import { signingIn } from './signing-in.ts'

/** How people come in: founding the site, joining by invitation, signing in and out, a new password. */
export const door: Tool = {
  name: 'door',
  texts: { en, fr },
  routes: [...signingIn, passkey, ...code, ...provider, ...passwords, ...joining, ...knocking, ...invited, ...firstRun],
}
