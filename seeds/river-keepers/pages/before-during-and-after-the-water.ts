import type { SeedPage } from '../../types.ts'

const before = `A list for one household. Print it and put it inside a cupboard door. The boxes below are mine, in Quay Street, so that you see it can be done by somebody of seventy-four.

## Before, on a dry day

- [x] I know how I will be woken, and somebody has tried it
- [x] A bag by the door: papers in a plastic folder, medicine for three days, glasses, lamp, charger, dry socks
- [x] I know where the electricity is switched off, and can reach it without a chair
- [x] Photographs are upstairs
- [ ] Somebody else has my key
- [ ] The neighbours and I have said aloud who needs longer
- [ ] The cellar has nothing in it that I would cry over`

const during = `## When the message comes

1. Answer with **o**.
2. Medicine and the bag, upstairs.
3. **Everything at floor height goes to table height.** Flour, books, the box with the letters, the vacuum cleaner. Begin with what drinks water fastest.
4. Plugs out. Main switch off, if you stand dry. If you do not stand dry, leave it.
5. Gas off.
6. A bag on the drain in the shower and one on the toilet, with a weight.
7. Go up, or go out by the dry way. Do not go down to look.
8. Light in the window if you are all right. Blinking light if you are not.`

const after = `## Afterwards

- Do not switch anything on until it was looked at.
- Open the windows. Heaters and generators that burn something stay **outside**: they kill without a smell.
- Do not pump a cellar dry in one day. The wet ground outside can push the wall in. A third a day, says Ines.
- Gloves, boots, soap. Throw away food that was wet, also in jars with a lid that screws.
- A photograph of each room before you tidy, for the insurance, and one with the ruler at the flood line.
- Eat something. Then telephone one person who lives alone.

## What made the difference in October

Nobody had asked the old ones, so I looked around for something at the height of a table. Eleven sacks of flour, 25 kg each, and I did not lift one of them alone: the boy from number nine took the other end. It took us half an hour. A wall of bags for that door would have taken until morning.`

export const beforeDuringAndAfterTheWater: SeedPage = {
  key: 'flood-checklist',
  space: 'river-keepers',
  title: 'Before, during and after the water',
  lang: 'en',
  under: 'sandbags',
  tags: ['flood', 'checklist'],
  by: 'brigid',
  at: '2026-11-13T15:00:00Z',
  text: `${before}\n\n${during}`,
  changes: [
    {
      by: 'brigid',
      at: '2026-11-17T13:05:00Z',
      text: `${before}\n\n${during}\n\n${after}`,
      why: 'Afterwards, with Ines’s advice about cellars and Amina’s about heaters',
    },
  ],
  state: 'draft',
  steward: 'brigid',
  reviewOn: '2027-10-01',
  wishes: [
    { who: 'nadia', lang: 'fr' },
    { who: 'gilles', lang: 'fr' },
  ],
  comments: [
    {
      by: 'nadia',
      at: '2026-11-17T18:10:00Z',
      lang: 'fr',
      text: `Onze sacs. Je ne savais pas combien. Vous auriez dû le dire plus tôt : cela fait onze brioches.`,
      reactions: { thanks: ['brigid', 'kwame', 'yara', 'amina', 'nils'] },
    },
  ],
}
