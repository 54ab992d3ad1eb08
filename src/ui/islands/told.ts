import { whenNeeded } from './parts/when-needed.ts'

whenNeeded('copse-told', () => import('./parts/told.ts'))
