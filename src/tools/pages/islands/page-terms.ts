import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-terms', () => import('./parts/terms.ts'))
