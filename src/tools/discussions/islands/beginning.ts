import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-similar', () => import('./parts/similar.ts'))
whenNeeded('copse-tags', () => import('./parts/tags.ts'))
