import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-suits', () => import('./parts/suits.ts'))
