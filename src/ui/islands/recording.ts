import { whenNeeded } from './parts/when-needed.ts'

whenNeeded('copse-recording', () => import('./parts/recording.ts'))
