import { whenNeeded } from './parts/when-needed.ts'

whenNeeded('copse-tap', () => import('./parts/tap.ts'))
