import type { SeedDiscussion } from '../types.ts'

export const weirBeforeEelSeason: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Can we open the weir before eel season?',
  lang: 'en',
  intent: 'talk',
  tags: ['weir', 'eels'],
  messages: [
    {
      by: 'bashir',
      at: '2026-01-20T05:58:00Z',
      text: `I read in Ada’s letter that you want to open the weir at Pont-Sel on the first of March, for twelve weeks.

Can we open the weir before eel season? I ask because I think no.

In March and April the small eels are here in Saltmouth. Glass eels. Long as a finger, you can see through them. They wait in the still water and go up with the tide, at night, along the edges. They can not swim against a river that is let go. Open the gates in March and you wash them back into the sea.

I mend nets. I do not know the weir. I know the eels.`,
      reactions: {
        thanks: ['ada', 'sana', 'ines', 'eszter', 'owen', 'hanne'],
      },
    },
    {
      by: 'henrik',
      at: '2026-01-20T07:31:00Z',
      text: `With respect, Bashir: that weir has kept eels OUT for sixty years! Every week it stays shut is another week lost. Open it and they can walk straight in.`,
      replyTo: 1,
      reactions: { 'me-too': ['gareth'] },
    },
    {
      by: 'bashir',
      at: '2026-01-21T06:02:00Z',
      text: `They do not walk.`,
      replyTo: 2,
      reactions: { thanks: ['kwame', 'yara', 'sana', 'dylan', 'odile', 'mateo', 'ada'] },
    },
    {
      by: 'ines',
      at: '2026-01-21T17:40:00Z',
      text: `I looked for numbers before having an opinion. From my old notes and two afternoons with a float and a watch, water speed along the edge, fifty metres below the weir:

| gates open | speed at the edge |
| --- | --- |
| none | 0.2 m/s |
| one | 0.5 m/s |
| two | 0.9 m/s |
| all three | 1.4 m/s |

A glass eel can hold about 0.3 m/s, and not for long. Donc Bashir a raison, et ce n’est pas une opinion : with all three gates up, nothing that small comes near. What I do not know is *when* they come. That is not in any of my books.`,
      reactions: {
        thanks: ['ada', 'sana', 'nils', 'mei'],
        helped: ['henrik', 'yara', 'tamsin', 'devika'],
      },
    },
    {
      by: 'tamsin',
      at: '2026-01-22T09:15:00Z',
      text: `What the council can and can’t do:

- The licence allows the gates to be raised between 1 March and 31 July. Inside that window, the dates are ours to choose.
- Twelve weeks is the maximum. A thirteenth needs another licence, which means next year.
- The drainage committee meets on **16 April**. Anything that differs from “1 March” has to be on paper by **3 April**.

So the calendar is a nuisance but not a wall. Speaking as myself: nobody in the department has ever asked an eel, and I would enjoy putting it in the minutes.`,
      reactions: { thanks: ['ada', 'ines', 'sana', 'brigid'], helped: ['ines', 'henrik'] },
    },
    {
      by: 'sana',
      at: '2026-01-23T12:20:00Z',
      text: `@bashir, how do you know that they are there? And how would you know that they have passed? I am asking as one who counts things she can’t see.`,
    },
    {
      by: 'bashir',
      at: '2026-01-24T06:00:00Z',
      text: `With a lamp and a white plate. At the slip below the net store, after high water, when it is dark. The plate lies on the bottom. You hold the lamp and count slowly to a hundred. Everything that crosses the plate has two black points, those are the eyes. The rest you do not see.

When I see none for three nights, with good tide, they are gone up. Or gone.`,
      replyTo: 6,
      reactions: { thanks: ['sana', 'eszter', 'mei', 'dylan', 'devika'], helped: ['ines'] },
    },
    {
      by: 'luc',
      at: '2026-01-24T19:48:00Z',
      text: `Chez nous il n’y a plus d’anguilles depuis mon grand-père. Il en gardait une dans l’abreuvoir pour nettoyer les parois. Elle s’appelait Madame. Je n’en ai jamais vu.`,
      lang: 'fr',
      reactions: { thanks: ['yara', 'odile', 'leila', 'celeste', 'ada', 'paolo'] },
    },
    {
      by: 'yara',
      at: '2026-01-25T20:10:00Z',
      text: `J’ai une assiette blanche, une lampe frontale et aucun cours le vendredi. Bashir, je peux venir compter avec vous ? Je parle peu quand je compte, promis.`,
      lang: 'fr',
      replyTo: 7,
      reactions: { thanks: ['ada', 'sana'] },
    },
    {
      by: 'ada',
      at: '2026-02-17T12:35:00Z',
      text: `It has been quiet here for three weeks, and we know why. The other conversation needed the room.

I would like to pick this one up gently. I notice that we began by asking whether Bashir’s objection is *right*. Perhaps the better question is what it shows us: we had a start date, and nobody had thought of an end to the waiting. What would have to be true, so that we can open with a good conscience?`,
      reactions: { thanks: ['ines', 'henrik', 'kwame', 'odile', 'tamsin'] },
    },
    {
      by: 'wanjiru',
      at: '2026-02-18T08:25:00Z',
      text: `I speak from far away, so weigh it accordingly. On the Nzoia, catfish move with the first rains. One year the gates were opened eight days early, by people who loved the river, and a village bought its fish in town.

Two suggestions:

1. Let the person who sees the fish hold the date. Not a committee. A person with a plate.
2. Write down what you expect to see, before you see it. Otherwise whatever happens will look like success.`,
      reactions: {
        thanks: ['ada', 'ines', 'sana', 'rosa', 'henrik'],
        helped: ['ines', 'tamsin', 'eszter', 'yara'],
      },
    },
    {
      by: 'henrik',
      at: '2026-02-19T07:50:00Z',
      text: `I was loud in this one too. I went back and read it. “They do not walk” is fair.

Bashir, I have never seen a glass eel. Twenty-six years. May I come and hold the plate?`,
      replyTo: 3,
      reactions: { thanks: ['kwame', 'odile', 'ada', 'sana', 'luc', 'yara'] },
    },
    {
      by: 'bashir',
      at: '2026-02-20T05:55:00Z',
      text: `Come on the second of March, after ten in the evening. Warm shoes. No photograph.`,
      replyTo: 12,
      reactions: { thanks: ['kwame', 'odile', 'henrik'] },
    },
    {
      by: 'henrik',
      at: '2026-03-08T09:05:00Z',
      text: `Four nights at the slip. Yara wrote, I held, Bashir counted. Number in a hundred slow counts:

\`\`\`
Mon 2 March   22:40    7
Wed 4 March   23:50   19
Fri 6 March   01:15   38
Sat 7 March   01:50   61  (Bashir stopped at 40, I went on)
\`\`\`

I have fished this river for half of my life, and I have walked past these every spring in my boots. They look like somebody drew them with a pin. If we had opened on the first of March, I would have cheered, and every one of them would have gone out with the tide.

I was wrong, and I have seldom enjoyed it so much.`,
      reactions: {
        thanks: ['ada', 'sana', 'ines', 'luc', 'kwame', 'wanjiru', 'odile', 'tamsin', 'eszter'],
      },
    },
    {
      by: 'yara',
      at: '2026-03-08T11:20:00Z',
      text: `¡Qué locura! On retient son souffle, et tout d’un coup il y a deux points noirs qui traversent l’assiette, et puis dix. J’ai écrit les chiffres avec des gants, pardon pour le 38, on dirait un 88. C’est bien 38.`,
      lang: 'fr',
      reactions: { thanks: ['ines', 'odile', 'mateo', 'leila'] },
    },
    {
      by: 'ines',
      at: '2026-03-09T16:30:00Z',
      text: `Then here is a text we could decide on. I have tried to put everybody’s sentence in it.

> We open the gates at Pont-Sel for twelve weeks, from the day Bashir has counted no glass eel on three nights with a good tide; not before 20 April and not after 4 May. One gate a day, so that the water rises slowly. Henrik counts above the weir, Ines reads the gauge. What we expect to see is written down before the first gate moves.

Si quelque chose manque, dites-le maintenant, pas le 19 avril. @ada, could you look whether this is a sentence that people can say yes to?`,
      reactions: { thanks: ['ada', 'sana', 'tamsin', 'wanjiru', 'henrik'], helped: ['tamsin'] },
    },
    {
      by: 'tamsin',
      at: '2026-03-10T08:55:00Z',
      text: `A window I can take to committee, as long as it has a last day. They like last days. “Not after 4 May” will do very well.

One request: the downstream gauge stays where the lifeboat crew can read it.`,
      replyTo: 16,
      reactions: { thanks: ['ines', 'owen', 'kwame'] },
    },
    {
      by: 'rosa',
      at: '2026-03-10T13:40:00Z',
      text: `May I add one practical thing, for the fund? In our plan the weir is listed under “by the end of May”. Moving it into July is perfectly possible. I need two sentences from the hosts, whenever it suits them. Please don’t hurry an eel for the sake of my table.`,
      reactions: { thanks: ['ada', 'ines', 'henrik', 'yara'] },
    },
    {
      by: 'bashir',
      at: '2026-03-11T06:04:00Z',
      text: `With this I can live. And they also.

I said no, and you came with a plate. In other places when I say no I am not invited again.`,
      replyTo: 16,
      reactions: {
        thanks: ['ada', 'sana', 'ines', 'kwame', 'odile', 'luc', 'henrik', 'yara', 'brigid', 'hanne', 'tamsin'],
      },
    },
    {
      by: 'ada',
      at: '2026-03-12T18:20:00Z',
      text: `I have put Ines’s text up as a decision, by consent: *Open the weir for twelve weeks*. The question is not “is it my favourite?” but “can I live and work with it?”. It closes on **Thursday 2 April at 18:00**, the day before Tamsin’s paper is due. By email it works as always: answer the letter.

For those who come later, in short:

- The first plan was 1 March. Bashir said no, because the glass eels are still below the weir.
- Ines measured: with all gates open the water runs five times faster than they can swim.
- Henrik and Yara went and counted. Sixty-one in one night.
- So the eels now set the date, and Bashir reads it from a plate.`,
      reactions: { thanks: ['ines', 'henrik', 'wanjiru', 'sana', 'rosa', 'eszter', 'devika'] },
    },
  ],
  summaries: [
    {
      by: 'ines',
      at: '2026-01-26T08:30:00Z',
      text: `- Bashir asks us not to open on 1 March: the glass eels wait below the weir in March and April, and cannot swim against open gates.
- Measured: with all three gates open the water at the edge runs at 1.4 m/s; a glass eel holds 0.3.
- Still open: **when** do they come, and who counts them?`,
    },
    {
      by: 'ines',
      at: '2026-03-11T06:20:00Z',
      text: `- Bashir asked us not to open on 1 March: the glass eels wait below the weir in March and April, and cannot swim against open gates.
- Measured: with all three gates open the water at the edge runs at 1.4 m/s; a glass eel holds 0.3.
- Counted: seven to sixty-one glass eels in four nights, by Henrik and Yara.
- Proposed: twelve weeks, from the day when three nights show none; not before 20 April, not after 4 May.`,
    },
    {
      by: 'ada',
      at: '2026-03-12T18:40:00Z',
      text: `- Bashir asked us not to open on 1 March: the glass eels wait below the weir in March and April, and cannot swim against open gates.
- Measured: with all three gates open the water at the edge runs at 1.4 m/s; a glass eel holds 0.3.
- Counted: seven to sixty-one glass eels in four nights, by Henrik and Yara with Bashir’s plate.
- **Up for consent until 2 April:** twelve weeks, from the day when three nights show none; not before 20 April, not after 4 May.`,
    },
  ],
  readBy: { ada: 20, ines: 20, henrik: 20, sana: 20, luc: 20, kwame: 20 },
  closed: {
    by: 'ada',
    at: '2026-04-03T07:30:00Z',
    reason:
      'We have decided together: the gates open for twelve weeks, when Bashir’s plate says so. Thank you for staying with this. What you see at the weir belongs in a discussion of its own.',
  },
  saved: [
    { who: 'ada', at: '2026-11-12T19:40:00Z', number: 20, note: 'For the day we look back: how a no became a plan.' },
  ],
}
