import type { SeedPage } from '../../types.ts'

/** One word of the glossary: what it means, an example, what it is mixed up with, other languages, where to be careful. */
function word(title: string, by: string, at: string, text: string): SeedPage {
  return {
    key: `word-${title.toLowerCase().replace(' ', '-')}`,
    space: 'river-keepers',
    title,
    lang: 'en',
    template: 'glossary',
    under: 'glossary',
    tags: ['glossary', 'words'],
    by,
    at,
    text,
    steward: 'yara',
  }
}

/** The words of the river, as pages of their own. */
export const words: SeedPage[] = [
  word(
    'Bank',
    'yara',
    '2026-01-25T21:20:00Z',
    `## Plain meaning

The edge that the river is leaning against. The *left* bank is the one on your left hand when you look downstream, wherever you stand.

## Not the same as

A dyke (built), or a bar (gravel that the river put down itself).

## In other languages

French has two words: *rive* is the side, *berge* is the earth of it.`,
  ),
  word(
    'Riffle',
    'yara',
    '2026-01-25T21:35:00Z',
    `## Plain meaning

A shallow place where the water runs fast over stones and its skin breaks. Most of what fish eat lives under a riffle.

## Example

You know it by its sound: it is where the river talks fastest. After it comes the pool, where the dog disappears.

## In other languages

*Le radier*; the pool is *la mouille*.`,
  ),
  word(
    'Weir',
    'yara',
    '2026-01-25T21:50:00Z',
    `## Plain meaning

A low wall across the river that holds the water up and lets it fall over.

## Not the same as

A sluice (that opens), or a lock (that lifts boats). The one at Pont-Sel has three gates and seven boards, so it is a bit of everything: see [[The weir]].

## In other languages

*Le seuil, le barrage bas.* Portuguese *açude*, Spanish *azud*, Arabic *as-sudd*: all one word.

## Careful

French people who hear *seuil* may also think of the doorstep.`,
  ),
  word(
    'Leat',
    'ines',
    '2026-08-21T09:30:00Z',
    `## Plain meaning

A channel that leads water from the river to a mill, nearly level, while the river beside it goes down. Gilles: “It does not run, it comes at a walk.”

## Example

In August there was more water in the leat than in the Varelle, and Gilles closed it by half. Nobody had asked him.

## In other languages

*Le bief, le canal d’amenée.* In the north of England they say *goit*, in Scotland *lade*.`,
  ),
  word(
    'Eel pass',
    'ines',
    '2026-08-21T09:40:00Z',
    `## Plain meaning

A ramp beside a weir, kept wet by a thread of water and covered with bristles or studs, on which young eels climb.[^climb] It does not need much water. It needs to *stay* wet, all summer, all night.

## Not the same as

A fish ladder: that has pools and a strong current, for fish that jump or swim fast. Eels do neither.

## In other languages

*La passe à anguilles.*

[^climb]: Up to about the length of a finger they can also climb wet moss and rough stone, almost upright. Later they are too heavy for it.`,
  ),
  word(
    'Turbidity',
    'ines',
    '2026-08-21T09:50:00Z',
    `## Plain meaning

How cloudy water is. It is measured by what light can’t get through: with a meter in NTU, with a tube in centimetres ([[How to measure turbidity with a home-made tube]]).

## Not the same as

Dirty. Clear water can make you ill, and every good flood is cloudy.

## Example

“Turbidity went up during the twelve weeks” means that sand moved. It was planned.

## In other languages

*La turbidité.*`,
  ),
  word(
    'Freeboard',
    'yara',
    '2026-11-17T19:20:00Z',
    `## Plain meaning

The height between the water and the top of the wall. What is left when the water thinks it has won.

## Example

At Quay Street it is 40 cm on an ordinary spring tide, and on 21 October it was less than nothing.

## In other languages

*La revanche.*`,
  ),
]
