import type { Tool } from '../../spine/tool.ts'
import { directory } from './directory.ts'
import { invitations } from './invitations.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { members } from './members.ts'
import { person } from './person.ts'
import { requests } from './requests.ts'
import { invitedByName, newcomersToGreet, peopleAtTheDoor } from './waiting.ts'

/** The people of a community, how others are invited, how a person is introduced. */
export const people: Tool = {
  name: 'people',
  place: { name: 'people', icon: 'users', path: '/members' },
  texts: { en, fr },
  waiting: [invitedByName],
  toLookAfter: [peopleAtTheDoor, newcomersToGreet],
  routes: [...directory, ...members, ...person, ...requests, ...invitations],
}
