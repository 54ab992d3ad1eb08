import type { SeedDiscussion } from '../types.ts'

export const whoSpeaksForUs: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Who speaks for us at the council?',
  lang: 'en',
  intent: 'question',
  tags: ['council', 'roles'],
  messages: [
    {
      by: 'tamsin',
      at: '2026-06-08T08:40:00Z',
      text: `I have accepted a post with the coast office in the north and leave the council on 30 June. You should hear it from me before you read it on the notice board.

Since the launch I have been your bridge to the drainage department. My successor has not been found yet and will come in the autumn at best. They will answer letters, but they will not be one of you, and that is how it should be. So: **who speaks for us at the council?**

What the bridge has carried so far, so that nobody has to guess:

| when | what | how long it takes |
| --- | --- | --- |
| every second month | drainage committee, public part | two hours, one of them waiting |
| March | the list of works for the year | an evening of reading |
| after heavy rain | which culvert, which key, who is on call | ten minutes, at bad times |
| now and then | telling you “no” before you read it in a letter | depends on the no |

Not all of this was in my job description. I would do it again.`,
      reactions: {
        thanks: ['ada', 'ines', 'henrik', 'kwame', 'sana', 'owen', 'nils', 'piotr', 'mireille', 'brigid'],
      },
    },
    {
      by: 'ada',
      at: '2026-06-08T12:10:00Z',
      text: `I read this twice and then went for a walk. Tamsin, I remember the first evening, when somebody said “here comes the council”, and you said “here comes Tamsin, the council is parked outside”.

We have three weeks, which is enough if we start now. Before any names: what should this person be able to do? And what should they never do?`,
      replyTo: 1,
      reactions: { thanks: ['tamsin', 'rosa', 'yara', 'gareth'] },
    },
    {
      by: 'henrik',
      at: '2026-06-08T18:30:00Z',
      text: `They should be able to sit through the second hour without shouting. So, not me. I say it before anyone is polite about it.`,
      replyTo: 2,
      reactions: { thanks: ['kwame', 'luc', 'sana', 'gareth', 'owen', 'tamsin'] },
    },
    {
      by: 'bashir',
      at: '2026-06-09T05:50:00Z',
      text: `Not one. Two. One person gets a chair, and after a year the chair speaks.`,
      replyTo: 2,
      reactions: { thanks: ['ada', 'sana', 'odile', 'ines', 'hanne', 'wanjiru', 'kwame'], helped: ['sana'] },
    },
    {
      by: 'luc',
      at: '2026-06-09T19:40:00Z',
      text: `Quelqu’un qui soit déjà monté jusqu’ici. Au conseil ils croient que la rivière commence à Pont-Sel.`,
      lang: 'fr',
      replyTo: 2,
      reactions: { 'me-too': ['paolo', 'gilles', 'celeste', 'mireille', 'odile'] },
    },
    {
      by: 'sana',
      at: '2026-06-10T11:15:00Z',
      text: `I facilitate this quarter, so here is a way that works by mail as well.

1. Until **Wednesday 17 June**, everyone who wants to writes one name, or two, *and why*. Here or to me. You may name yourself.
2. I read all of it out, without adding up. We are not counting votes, we are listening to reasons.
3. On the 18th I propose what the reasons point to. Then a round: good enough, or I see a risk.

From what has been said so far I have noted: two people; patient; knows the hills; writes down afterwards what was said; **never** agrees to something that we have not agreed to.`,
      reactions: {
        thanks: ['ada', 'tamsin', 'ines', 'odile', 'brigid', 'devika'],
        helped: ['ada', 'yara'],
      },
    },
    {
      by: 'agnes',
      at: '2026-06-11T15:20:00Z',
      text: `Je nomme Kwame. Quand ma sœur est tombée, l’hiver dernier, il a d’abord posé son sac, puis il a demandé son prénom. Un homme qui demande d’abord le prénom peut aller au conseil.`,
      lang: 'fr',
      replyTo: 6,
      reactions: { thanks: ['kwame', 'amina', 'odile', 'yara', 'fatou', 'ada'] },
    },
    {
      by: 'ines',
      at: '2026-06-12T09:30:00Z',
      text: `Yara. Elle est la seule d’entre nous qui connaît les deux bouts de la rivière et qui prend le bus entre les deux. Elle lit les procès-verbaux jusqu’à la dernière page, I have seen it. And she asks “what does this word mean?” in a room full of people who don’t know it either.`,
      lang: 'fr',
      replyTo: 6,
      reactions: { thanks: ['luc', 'odile', 'leila', 'agnes', 'tomas', 'sana'] },
    },
    {
      by: 'yara',
      at: '2026-06-12T21:05:00Z',
      text: `Moi ? J’ai vingt-deux ans et je ne suis jamais entrée dans une salle du conseil. Me da un poco de miedo. Mais je ne dis pas non.`,
      lang: 'fr',
      replyTo: 8,
      reactions: { thanks: ['ines', 'tamsin', 'ada', 'mateo', 'dylan', 'odile', 'sana'] },
    },
    {
      by: 'tamsin',
      at: '2026-06-15T10:05:00Z',
      text: `Two facts, because both names make me happy and I should be useful. The consultation list has room for two names from one group, and either may come. And there is no age on the form. I have looked.

Yara: the first time I spoke in that room I called the chairman “Mum”. You will be fine.`,
      replyTo: 9,
      reactions: { thanks: ['yara', 'kwame', 'ada', 'brigid', 'gareth', 'amina', 'hanne'], helped: ['sana'] },
    },
    {
      by: 'odile',
      at: '2026-06-16T16:40:00Z',
      text: `Kwame et Yara, ensemble. Lui regarde avant de répondre, elle répond en regardant. Une condition, et c’est la même pour tout le monde : le compte rendu par écrit, sous deux jours. Sinon je n’y étais pas, et Bashir non plus.`,
      lang: 'fr',
      replyTo: 6,
      reactions: { thanks: ['sana', 'ada', 'ines', 'brigid', 'leila'], helped: ['sana'] },
    },
    {
      by: 'kwame',
      at: '2026-06-17T06:35:00Z',
      text: `Long night. I read this at the end of it, and it was good to read.

I would do it if it is with Yara, if the other one may go when I am on shift, and if somebody tells me when I begin to sound like a leaflet.`,
      reactions: { thanks: ['yara', 'agnes', 'sana', 'ada', 'amina', 'odile', 'owen'] },
    },
    {
      by: 'sana',
      at: '2026-06-18T12:00:00Z',
      text: `Twenty-one people gave a reason. I listened to all of them last night, with the window open. They point one way:

**Kwame and Yara are our bridge to the council, together, until June 2027.**

- Either may go; neither decides alone.
- They say what we have agreed. Where we have not agreed, they say “we have not agreed yet”, which is a complete sentence.
- A written account within two days, in one language, and Yara or Ines puts it into the other.
- Once a year one of the two goes up to Haut-Varelle with somebody from the committee. On foot.

Is it good enough for a year? If you see a risk, say it by Monday the 22nd.`,
      reactions: {
        thanks: ['tamsin', 'ada', 'ines', 'henrik', 'luc', 'odile', 'nils', 'devika', 'rosa'],
        helped: ['tamsin', 'ada', 'yara', 'kwame'],
      },
    },
    {
      by: 'luc',
      at: '2026-06-18T20:15:00Z',
      text: `À pied. Très bien. Je fournis le café et la pente.`,
      lang: 'fr',
      replyTo: 13,
      reactions: { thanks: ['sana', 'yara', 'kwame', 'celeste'] },
    },
    {
      by: 'henrik',
      at: '2026-06-19T07:45:00Z',
      text: `Good enough. And as commitment keeper I will ask you both, kindly, in October, whether that walk has happened.`,
      replyTo: 13,
      reactions: { thanks: ['sana', 'kwame'] },
    },
    {
      by: 'yara',
      at: '2026-06-23T19:50:00Z',
      text: `Aujourd’hui, Tamsin nous a ouvert le tiroir. Il y a dedans : quatre clés, une liste de numéros, un plan de 1962, des bonbons à la menthe. Nous avons tout, sauf les bonbons, qu’elle emporte.

@ada, the list of numbers is in the safe place, you have the other copy.`,
      lang: 'fr',
      reactions: { thanks: ['tamsin', 'ada', 'ines', 'kwame', 'agnes'] },
    },
    {
      by: 'tamsin',
      at: '2026-06-24T15:30:00Z',
      text: `Handed over, and accepted as the answer. For the record: the council’s letters go to both of you from 1 July.

I came here with a badge and a culvert. I leave with a white plate, three recipes and the habit of asking first. If one day you hear of a drainage officer in the north who puts eels in the minutes, it is my fault.

Look after each other. The river will notice.`,
      reactions: {
        thanks: [
          'ada',
          'ines',
          'sana',
          'luc',
          'kwame',
          'yara',
          'henrik',
          'odile',
          'owen',
          'nils',
          'brigid',
          'hanne',
          'rosa',
        ],
      },
    },
    {
      by: 'bashir',
      at: '2026-06-24T17:10:00Z',
      text: `The council was parked outside. Now I understand this joke. Go well, Tamsin. Write by email, it is still the best.`,
      replyTo: 17,
      reactions: { thanks: ['tamsin', 'ada', 'sana', 'kwame'] },
    },
  ],
  answer: 13,
  readBy: { ada: 18, ines: 18, henrik: 18, sana: 18, yara: 18, kwame: 18 },
}
