import { whenNeeded } from './parts/when-needed.ts'

whenNeeded('copse-passkey', () => import('./parts/passkey.ts'))
whenNeeded('copse-go', () => import('./parts/go.ts'))
