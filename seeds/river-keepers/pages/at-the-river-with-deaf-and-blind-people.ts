import type { SeedPage } from '../../types.ts'

const sana = `Odile is deaf and I am blind. Between us we have fallen into the Varelle twice, both times because somebody was being helpful. So we wrote down what helps.

## With someone who does not see (Sana)

- **Say who you are and that you are going.** “Henrik, on your left.” “I am walking off now.” Otherwise I talk to a willow.
- **Offer an arm, do not take one.** I hold your elbow and walk half a step behind. At a step, say *up* or *down* and stop for a breath.
- **Clock and metres.** “Water at two o’clock, three metres, a drop as high as a chair.” Not “over there”, not “careful!” Careful of what?
- **Give me the edge.** Once, at the beginning, I want to touch the edge of the bank with the stick, the whole length where we will work. After that I am the safest of all of you.
- **Describe before you explain.** First what is there, then what you think about it.
- A rope at hip height between two trees makes a path to the water. Ten metres are enough. It is there on open days, and everybody uses it.`

const odile = `## With someone who does not hear (Odile, put into English by Yara)

- **Face to the light.** If the sun stands behind you I see a black head and no mouth.
- **One after the other.** The speaker lifts a hand. Then I know where to look.
- **Stop walking to talk.** I cannot read your lips and the path at the same time.
- **Touch the shoulder, or wave low.** Never from behind near the water. Never throw a pebble, whatever Agnès says.
- **Write.** There are three slates in the box at the lock house. Chalk works in the rain if you wet the slate first.
- **An agreed sign for danger**: both arms crossed above the head, and everybody who sees it repeats it.

## With both of us

Odile draws the place into Yara’s palm, Yara draws it into Sana’s. It is slow and it is very exact. Sana knows the shape of the gravel bar better than those who have seen it.`

const table = `## Before an open day

| what | who asks | done how |
| --- | --- | --- |
| signing | the facilitator, three weeks before | two people for more than an hour |
| the rope | Dylan’s scouts | hip height, tied with a knot that opens |
| a described way from the bus stop | Devika | 12 sentences, read aloud once by someone with closed eyes |
| a dry place to sit | whoever brings the tea | with a back, not only logs |
| dogs | Gareth | Biscuit is announced by name |

- [x] Slates for the lock house
- [x] Rope, 10 m
- [x] Orange scarves, fourteen
- [ ] A map for fingers (Devika is trying glue and sand)
- [ ] [[Twelve signs for the river]]`

export const atTheRiverWithDeafAndBlindPeople: SeedPage = {
  key: 'access-in-the-field',
  space: 'river-keepers',
  title: 'At the river with deaf and blind people',
  lang: 'en',
  under: 'care',
  tags: ['access', 'sign-language'],
  by: 'sana',
  at: '2025-12-21T13:40:00Z',
  text: sana,
  changes: [
    {
      by: 'yara',
      at: '2026-01-18T18:30:00Z',
      text: `${sana}\n\n${odile.replace(', whatever Agnès says', '')}`,
      why: 'Odile’s half. She dictated, I sat',
    },
    { by: 'yara', at: '2026-07-13T18:10:00Z', text: `${sana}\n\n${odile}`, why: 'A clause about pebbles' },
    {
      by: 'devika',
      at: '2026-10-03T10:00:00Z',
      text: `${sana}\n\n${odile}\n\n${table}`,
      why: 'What we forgot in spring, so that we don’t forget it again',
    },
  ],
  state: 'in-use',
  steward: 'odile',
  reviewOn: '2027-01-15',
  comments: [
    {
      by: 'hanne',
      at: '2026-01-19T11:00:00Z',
      text: `“Describe before you explain.” I tried it on my customers, who all see perfectly well. They bought more bowls.`,
      reactions: { thanks: ['sana', 'brigid', 'devika', 'yara'] },
    },
    {
      by: 'agnes',
      at: '2026-07-20T08:10:00Z',
      lang: 'fr',
      text: `Pour le caillou, je parlais de mon volet, pas d’Odile ! Qu’on le corrige, ou qu’on le laisse, mais qu’on le sache.`,
      reactions: { thanks: ['odile', 'henrik', 'yara'] },
    },
  ],
}
