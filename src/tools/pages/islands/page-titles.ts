import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-titles', () => import('./parts/titles-field.ts'))
