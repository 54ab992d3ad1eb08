import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-bringing', () => import('./parts/bringing.ts'))
