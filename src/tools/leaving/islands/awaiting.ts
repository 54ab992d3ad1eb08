import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-awaiting', () => import('./parts/awaiting.ts'))
