import type { SeedDiscussion } from '../types.ts'

export const startHere: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Start here: who we are and how we talk',
  lang: 'en',
  intent: 'announcement',
  tags: ['welcome', 'agreements'],
  messages: [
    {
      by: 'ada',
      at: '2025-11-08T19:40:00Z',
      voice: 'hosts',
      text: `Welcome. We are people who live with the Varelle: farmers, anglers, teachers, a net-mender, a paramedic, and some who only like to listen to it. A few of us have known each other for thirty years. Others met this afternoon in Millbridge school: thirty-one people and one dog.

**What this is for.** We ask, we show what we tried, and we say what went wrong. You don’t have to be an expert. You don’t have to be here every day either; most of us come for ten minutes a week.

**What we ask of each other**

1. Ask before naming a place.
2. Mail first: nobody must be online.
3. Stories stay here, learning may travel.
4. Anyone can say “pass”.
5. When it hurts, ask Kwame, Sana or Odile.

Write in English or in French, whichever comes. Somebody will help with the other one.

To begin with: **which water do you know?** One sentence is plenty.`,
      edited: {
        at: '2026-02-27T18:10:00Z',
        before: `Welcome. We are people who live with the Varelle: farmers, anglers, teachers, a net-mender, a paramedic, and some who only like to listen to it. A few of us have known each other for thirty years. Others met this afternoon in Millbridge school: thirty-one people and one dog.

**What this is for.** We ask, we show what we tried, and we say what went wrong. You don’t have to be an expert. You don’t have to be here every day either; most of us come for ten minutes a week.

**What we ask of each other**

1. Mail first: nobody must be online.
2. Stories stay here, learning may travel.
3. Anyone can say “pass”.
4. When it hurts, ask Kwame, Sana or Odile.

Write in English or in French, whichever comes. Somebody will help with the other one.

To begin with: **which water do you know?** One sentence is plenty.`,
      },
      reactions: {
        thanks: ['sana', 'ines', 'yara', 'gareth', 'brigid', 'mei', 'rosa', 'nadia', 'leila'],
      },
    },
    {
      by: 'gareth',
      at: '2025-11-08T20:15:00Z',
      text: `The bend above the mill at six in the morning, backwards, because that is how you see a river from a rowing boat. The dog was Biscuit. She says sorry about the sandwiches.`,
      reactions: { thanks: ['ada', 'dylan', 'amina', 'kwame'] },
    },
    {
      by: 'yara',
      at: '2025-11-08T21:30:00Z',
      text: `Je connais surtout l’eau sous le pont de Pont-Sel, parce que j’y attends mon bus. Avant, je connaissais un autre fleuve, beaucoup plus brun et beaucoup plus grand. J’accueille les nouveaux ici : si vous êtes perdus, écrivez-moi, je me perds aussi. ¡Bienvenidos!`,
      lang: 'fr',
      reactions: { thanks: ['luc', 'odile', 'mateo', 'ines'] },
    },
    {
      by: 'bashir',
      at: '2025-11-09T06:10:00Z',
      text: `The estuary. Nineteen years. Before that the Kabul river, where I learned to swim and not to drink.

I answer by email. My son looks at the spelling, the words are mine.`,
      reactions: { thanks: ['ada', 'sana', 'owen', 'hanne', 'brigid', 'kwame'] },
    },
    {
      by: 'henrik',
      at: '2025-11-09T08:25:00Z',
      text: `Twenty-six years on the same bend below Millbridge! I have seen it get browner every single year and I have told everyone who would listen. Glad that somebody finally wants to DO something.`,
      reactions: { 'me-too': ['owen', 'gareth'] },
    },
    {
      by: 'sana',
      at: '2025-11-09T10:02:00Z',
      text: `I know it as four sounds: a hiss at Haut-Varelle, a knocking at Pont-Sel where the stones are round, a long low breath through Millbridge, and at Saltmouth almost nothing, until the tide turns and all the ropes speak at once.

I am blind, so when you post a picture, please say what is in it. Two lines will do. You will find that you look better afterwards.`,
      reactions: { thanks: ['ada', 'eszter', 'devika', 'odile', 'henrik', 'brigid', 'dylan'] },
    },
    {
      by: 'odile',
      at: '2025-11-09T17:45:00Z',
      text: `La Varelle d’en haut, avec mes élèves. Je suis sourde : je ne l’ai jamais entendue, mais je la sens dans les planches de la passerelle quand elle monte. Si vous m’appelez, je ne réponds pas. Si vous m’écrivez, je réponds tout de suite.`,
      lang: 'fr',
      reactions: { thanks: ['sana', 'leila', 'luc', 'ada', 'celeste'] },
    },
    {
      by: 'luc',
      at: '2025-11-10T05:50:00Z',
      text: `Le ruisseau du bas, celui où les vaches boivent. Peu de réseau, je lis le soir.`,
      lang: 'fr',
      reactions: { 'me-too': ['paolo', 'gilles'] },
    },
    {
      by: 'kwame',
      at: '2025-11-10T06:55:00Z',
      text: `From the ambulance I know every bridge, and which one floods first (Quay Street, always). Off duty I know the bench behind the pump house. Good morning, and good night.`,
      reactions: { thanks: ['ada', 'amina', 'owen'] },
    },
    {
      by: 'tamsin',
      at: '2025-11-10T11:30:00Z',
      text: `For transparency: I work for the council’s drainage department, and the council lends us the school hall. So there is a badge beside my name. I can explain what we do and why it is slow. I can’t promise anything in here, but I do read everything.

The water I know best is the culvert under the bus station. Nobody else loves it, so I do.`,
      reactions: { thanks: ['ada', 'ines', 'nils', 'mireille', 'piotr'] },
    },
    {
      by: 'ines',
      at: '2025-11-10T16:20:00Z',
      text: `Le canal de décharge derrière l’ancienne usine, à Pont-Sel. I calculated it in 1987 and I got it wrong by eleven centimetres. I have gone to look at it every autumn since.`,
      reactions: { thanks: ['agnes', 'tomas', 'nils', 'ada'] },
    },
    {
      by: 'rosa',
      at: '2025-12-01T10:15:00Z',
      text: `Good morning. I look after the grant that pays for the hall and the recorders, and I am here as a guest. I will read more than I write. If you would rather that I did not read something, there are circles for that, and I will not be offended.

I grew up beside a lake with no current at all. I am learning.`,
      reactions: { thanks: ['ada', 'odile', 'sana'] },
    },
    {
      by: 'wanjiru',
      at: '2026-02-09T15:05:00Z',
      text: `Greetings from Kisumu. The water outside my window is a lake that thinks it is a sea. Ada asked me to look over your shoulder while you think about that weir. It is an honour to be asked by people who have already started.`,
      reactions: { thanks: ['ada', 'ines', 'henrik', 'eszter'] },
    },
    {
      by: 'nadia',
      at: '2026-10-27T14:30:00Z',
      text: `Je connais l’eau qui est entrée dans ma boulangerie la semaine dernière, à Saltmouth : vingt-deux centimètres, froide, et polie, elle est repartie le matin. Des gens que je ne connaissais pas avaient mis des sacs devant ma porte. C’était vous. Alors me voilà.`,
      lang: 'fr',
      reactions: { thanks: ['ada', 'kwame', 'amina', 'yara', 'brigid', 'nils', 'luc', 'hanne'] },
    },
  ],
  readBy: { ada: 14, ines: 14, yara: 14, odile: 14, kwame: 14, tobias: 1 },
  pinned: { by: 'ada', at: '2025-11-08T20:00:00Z' },
  saved: [{ who: 'tobias', at: '2026-11-16T07:05:00Z', note: 'Read all of it before Thursday.' }],
}
