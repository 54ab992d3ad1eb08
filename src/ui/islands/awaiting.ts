import { whenNeeded } from './parts/when-needed.ts'

whenNeeded('copse-awaiting', () => import('./parts/awaiting.ts'))
