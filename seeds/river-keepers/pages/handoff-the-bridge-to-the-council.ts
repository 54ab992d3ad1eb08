import type { SeedPage } from '../../types.ts'

const main = `## The role in short

You carry things between River Keepers and the council’s drainage department, in both directions, and you say which side you are carrying for.

It is **not** for promising, for deciding, or for being the only one who knows. If we have not agreed, you say “we have not agreed yet”. It is a complete sentence. I have practised it.

## A normal week / month / year

| when | what | how long |
| --- | --- | --- |
| most weeks | one or two mails that begin “quick question” | ten minutes each, never quick |
| third Thursday of every even month, 14:00 | drainage committee, public part | two hours, one of them waiting |
| two days after it | written account, in one language, then the other | one evening |
| early March | list of works for the year: read all of it, the annexes most of all | an evening, with biscuits |
| after 15 mm of rain | which culvert, which key, who is on call | ten minutes, at bad times |
| once a year | on foot to Haut-Varelle with somebody of the committee | a day, good boots |

## Open things`

const openJune = `- [x] Letters of the council go to both of you from 1 July
- [x] Second name on the consultation list
- [ ] Answer to our letter about the culvert under the bus station, promised for September
- [ ] The walk to Haut-Varelle, promised to Luc. Henrik will ask in October
- [ ] Licence for the gates in 2027: the form is due on **15 January**, three pages, annex B is the one that matters`

const openNow = `- [x] Letters of the council go to both of you from 1 July
- [x] Second name on the consultation list
- [x] Answer about the culvert: came on 12 October, one page, says “noted”. We have asked what “noted” means
- [x] The walk to Haut-Varelle: 3 October, with two people of the committee. It rained. One of them had believed that the river begins at Pont-Sel and said so himself
- [ ] Licence for the gates in 2027: the form is due on **15 January**, three pages, annex B is the one that matters
- [ ] A coffee with the new drainage officer, who begins on 1 December`

const rest = `## People

Nobody’s private number stands here. Ask Ada for the list, she keeps one copy and you the other.

| for what | who | second |
| --- | --- | --- |
| committee papers | the clerk, ground floor, door 4 | the reading room, Tuesdays |
| water in the wrong place, at night | the night line | the duty engineer, if the line is busy |
| permits in the hills | Mireille, town hall of Haut-Varelle | her third drawer |
| the lifeboat’s gauge | Owen | the harbour office |

## Places and access

- Four keys: pump house, culvert grid, gauge box, and one that nobody has ever identified. All four are with Kwame. Yara knows where.
- The plan of 1962 is in the lock house, in the long drawer. It is the only one that shows the old boat pass.
- My council account and my badge end on 30 June at 17:00. What I wrote in the official mailbox stays there; ask the clerk for it by date.

## What I learned

1. **Say no early.** A no in April is a plan, a no in June is an insult.
2. **Bring the person, not the complaint.** When Bashir’s plate stood on the committee table, nobody asked whether eels were relevant.
3. Things are slow for reasons. Ask for the reason, it is usually a form, and forms can be filled in.
4. They like last days. Give them a last day.
5. I had one badge and two loyalties. Say it aloud at the beginning of each meeting, and it becomes quite light.

The trap: people on both sides start telling you what they would not tell each other. You are a bridge, not a cellar.

## Talk held on

23 June 2026, in the pump house: Tamsin Reeve, Kwame Addai, Yara Quispe. Tea: Piotr.`

export const handoffTheBridgeToTheCouncil: SeedPage = {
  key: 'handoff-council',
  space: 'river-keepers',
  title: 'Handoff: the bridge to the council',
  lang: 'en',
  template: 'handoff',
  under: 'year',
  tags: ['handoff', 'council', 'roles'],
  by: 'tamsin',
  at: '2026-06-24T16:40:00Z',
  text: `${main}\n\n${openJune}\n\n${rest}`,
  changes: [
    {
      by: 'yara',
      at: '2026-10-18T19:20:00Z',
      text: `${main}\n\n${openNow}\n\n${rest}`,
      why: 'After the committee of the 15th. Two things done, one “noted”, one new',
    },
  ],
  state: 'in-use',
  steward: 'yara',
  reviewOn: '2026-12-24',
  comments: [
    {
      by: 'yara',
      at: '2026-06-25T20:30:00Z',
      lang: 'fr',
      text: `La quatrième clé, celle que personne ne connaît : j’ai essayé toutes les portes de la station de pompage. Toutes. C’est celle de la boîte à bonbons, vide.`,
      reactions: { thanks: ['tamsin', 'kwame', 'piotr', 'agnes', 'ada'] },
    },
    {
      by: 'tamsin',
      at: '2026-06-26T08:15:00Z',
      text: `Five years! I thought it was the tide flap.`,
      replyTo: 1,
      reactions: { thanks: ['yara', 'kwame', 'owen', 'piotr'] },
    },
  ],
}
