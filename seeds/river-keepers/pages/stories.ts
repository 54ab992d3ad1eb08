import type { SeedPage } from '../../types.ts'

export const stories: SeedPage = {
  key: 'stories',
  space: 'river-keepers',
  title: 'Stories',
  lang: 'en',
  tags: ['story'],
  by: 'brigid',
  at: '2026-07-20T14:15:00Z',
  text: `True ones. They stay in here unless those who are in them say otherwise.

Three things make a story useful to somebody else, and none of them is style. Say what you did not know at the time. Say what it cost. Stop when it is over.

If you would rather tell than write, telephone me on a Saturday before eleven. I type with two fingers and I read it back to you until you say that it is yours.

Waiting to be told: [[Two bales of straw in a ditch]], when both of them want to; [[The night the pump changed its note]].`,
  changes: [
    {
      by: 'leila',
      at: '2026-11-18T09:50:00Z',
      text: `True ones. They stay in here unless those who are in them say otherwise.

Three things make a story useful to somebody else, and none of them is style. Say what you did not know at the time. Say what it cost. Stop when it is over.

If you would rather tell than write, telephone me on a Saturday before eleven. I type with two fingers and I read it back to you until you say that it is yours. (Brigid)

En français, c’est Leïla, à la bibliothèque de Haut-Varelle, le mercredi. Je tape avec dix doigts, mais j’écoute avec deux oreilles, comme tout le monde.

To begin with: [[The first eel above the weir]]. Et bientôt [[Une classe sur le banc de gravier]].

Waiting to be told: [[Two bales of straw in a ditch]], when both of them want to; [[The night the pump changed its note]].`,
      why: 'On peut aussi les dire en français',
    },
  ],
  state: 'in-use',
  steward: 'brigid',
}
