import type { Tool } from '../../spine/tool.ts'
import { address } from './address.ts'
import { confirming } from './confirming.ts'
import { list } from './keys.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { passkeys } from './passkeys.ts'
import { password } from './password.ts'
import { programs } from './programs.ts'
import { providers } from './providers.ts'
import { secondStep } from './second-step.ts'
import { sessionLetter } from './session-letter.ts'

/** What opens one's account: the ways to sign in, what is signed in now, and confirming that it is oneself. */
export const keys: Tool = {
  name: 'keys',
  texts: { en, fr },
  routes: [
    ...confirming,
    ...list,
    ...password,
    ...address,
    ...passkeys,
    ...secondStep,
    ...providers,
    ...programs,
    ...sessionLetter,
  ],
}
