import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-search', () => import('./parts/suggesting.ts'))
