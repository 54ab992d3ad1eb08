import { whenNeeded } from '../../../ui/islands/parts/when-needed.ts'

whenNeeded('copse-room', () => import('./parts/room.ts'))
