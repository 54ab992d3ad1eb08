import type { SeedDiscussion } from '../types.ts'

export const aboutThatPhoto: SeedDiscussion = {
  space: 'river-keepers',
  title: 'About that photo',
  lang: 'en',
  intent: 'talk',
  tags: ['repair', 'agreements'],
  messages: [
    {
      by: 'henrik',
      at: '2026-02-15T10:05:00Z',
      text: `Most of you know what I did. For those who don’t:

On Saturday the 7th, in the rain, I took a photograph of brown water running out of a ditch into the Varelle. You could read the name on the gate. I put it here and on the open page of my angling club, and I wrote “This is who is killing our river”. By Sunday night it had been passed on more than two hundred times. On Monday Luc’s boy was asked about it on the school bus.

I never asked Luc. I never knocked. I had his number.

The picture is down, in both places, and the club has printed a correction that I wrote myself. Luc has read it. That does not bring it back from two hundred telephones.

I am not going to explain why I was angry. I am sorry, Luc. To your family as well.`,
      reactions: {
        thanks: ['ada', 'kwame', 'odile', 'sana', 'ines', 'brigid', 'eszter', 'yara'],
      },
    },
    {
      by: 'owen',
      at: '2026-02-15T11:12:00Z',
      text: `All very noble but the water WAS brown. Are we now supposed to ask permission to have eyes?`,
      replyTo: 1,
      removed: { at: '2026-02-16T18:05:00Z', by: 'owen' },
    },
    {
      by: 'kwame',
      at: '2026-02-15T12:40:00Z',
      text: `I am just up, so slowly.

Yesterday five of us sat in Luc’s kitchen for three hours: Luc and Henrik, Odile, Sana and me. What was said there stays there. What I may say, because both of them asked me to: each of them told the whole week once, and the other said it back until it was right. It took four tries. Nobody shouted after the first hour. There was very good cheese.

Please give this thread a little time. If you feel something hot coming up, write it to me first. I am awake at silly hours anyway.`,
      reactions: {
        thanks: ['ada', 'henrik', 'luc', 'sana', 'odile', 'amina', 'tamsin', 'yara', 'brigid', 'hanne'],
      },
    },
    {
      by: 'luc',
      at: '2026-02-15T19:32:00Z',
      text: `J’ai lu. La photo était vraie. La phrase était fausse.

Ce fossé ramasse l’eau de trois fermes et de la route. La mienne aussi, oui. Je n’ai jamais dit le contraire, on ne m’a pas demandé.

Ce qui m’a fait mal, ce n’est pas le fossé. C’est le car scolaire.

Tu es venu à la maison, Henrik, et tu as regardé mon fils en face. Ça compte. Je ne suis pas encore de bonne humeur.`,
      lang: 'fr',
      replyTo: 1,
      reactions: {
        thanks: ['henrik', 'odile', 'kwame', 'ada', 'celeste', 'paolo', 'leila', 'mireille', 'ines', 'gilles'],
      },
    },
    {
      by: 'yara',
      at: '2026-02-15T20:15:00Z',
      text: `For those who don’t read French, and with Luc’s yes: “The photo was true. The sentence was false. That ditch takes the water of three farms and of the road. Mine as well. I never said otherwise; nobody asked. What hurt was not the ditch, it was the school bus. You came to the house, Henrik, and looked my son in the eye. That counts. I am not in a good mood yet.”`,
      replyTo: 4,
      reactions: { thanks: ['luc', 'brigid', 'owen', 'gareth', 'nils', 'wanjiru'] },
    },
    {
      by: 'henrik',
      at: '2026-02-16T07:20:00Z',
      text: `You don’t have to be. Thank you for writing it.`,
      replyTo: 4,
      reactions: { thanks: ['kwame', 'odile'] },
    },
    {
      by: 'owen',
      at: '2026-02-16T18:08:00Z',
      text: `I have taken my own message back. I wrote it before I read about the bus. My eyes are fine, it is the rest that needs asking. Sorry, Luc.`,
      reactions: { thanks: ['kwame', 'luc', 'ada', 'henrik', 'hanne'] },
    },
    {
      by: 'ines',
      at: '2026-02-17T15:50:00Z',
      text: `Un fait, sans plus. I walked the ditch with the map of 1994. Of the water that comes out at that gate:

- about half is from the departmental road (the drain was moved in 2011);
- a third is from fields, of three farms;
- the rest rises there. It is a spring. It has a name: la Font-Rouge. *Rouge*, because of the iron. It was brown before there were farms.

This makes the photograph neither better nor worse. I only wish that we had known it before.`,
      reactions: {
        thanks: ['luc', 'celeste', 'ada', 'nils', 'wanjiru'],
        helped: ['henrik', 'owen', 'devika', 'mei'],
      },
    },
    {
      by: 'odile',
      at: '2026-02-18T16:30:00Z',
      text: `Je propose que nous n’en restions pas aux excuses. Une phrase de plus dans nos accords :

> On demande avant de nommer un lieu.
>
> Ask before naming a place.

Un lieu, c’est quelqu’un. Un portail, un champ, un ponton : derrière, il y a une famille. On peut tout montrer, tout mesurer, tout dire ici. On demande d’abord à ceux qui y vivent. S’ils disent non, on montre l’eau sans la barrière.

J’ouvre un tour : chacun peut dire oui, proposer mieux, ou dire « passe ». Jusqu’à mercredi prochain.`,
      lang: 'fr',
      reactions: {
        thanks: ['luc', 'ada', 'sana', 'kwame', 'ines', 'leila', 'yara', 'celeste', 'mireille'],
      },
    },
    {
      by: 'bashir',
      at: '2026-02-19T06:00:00Z',
      text: `Yes. Where I come from, a name on a list was enough. You ask first. Always.`,
      replyTo: 9,
      reactions: { thanks: ['ada', 'odile', 'sana', 'kwame', 'henrik', 'amina', 'luc'] },
    },
    {
      by: 'tamsin',
      at: '2026-02-19T09:45:00Z',
      text: `Yes, with a question from the office. If something is really dangerous, a burst pipe, a tank on its side, do we still ask first? I would like to be able to act in ten minutes.`,
      replyTo: 9,
      reactions: { 'me-too': ['nils', 'owen'] },
    },
    {
      by: 'sana',
      at: '2026-02-19T13:10:00Z',
      text: `Then you ring the council and the farm, both, and you still don’t publish a gate. Warning people and naming them are two different acts. An alarm has an address; a story asks.

Yes from me. And one wish: that it holds for sound too. You can recognise a yard by its dog.`,
      replyTo: 11,
      reactions: { thanks: ['tamsin', 'odile', 'kwame', 'ada', 'eszter', 'ines'], helped: ['tamsin', 'nils'] },
    },
    {
      by: 'henrik',
      at: '2026-02-20T08:15:00Z',
      text: `Yes. Obviously yes. I would sign it twice.

And a question to @luc that I did not ask in the kitchen: in March I would like to put two straw bales across that ditch, below the road drain, to see how much they hold back. I would bring them and I would carry them. Only if you want me there.`,
      replyTo: 9,
      reactions: { thanks: ['ada', 'kwame', 'celeste'] },
    },
    {
      by: 'luc',
      at: '2026-02-21T19:05:00Z',
      text: `Oui pour la phrase.

Pour la paille : j’en ai. Viens avec tes bras. Le 14, après la traite.`,
      lang: 'fr',
      replyTo: 13,
      reactions: { thanks: ['henrik', 'kwame', 'odile', 'sana', 'ada', 'yara', 'ines', 'paolo'] },
    },
    {
      by: 'wanjiru',
      at: '2026-02-23T09:20:00Z',
      text: `I am new here and had prepared an opinion about weirs. I will keep it for another day. I have worked with many river committees. I have seen a fence burnt over less than this, and I had not yet seen an apology with a date in it.`,
      reactions: { thanks: ['ada', 'odile', 'rosa', 'brigid', 'henrik'] },
    },
    {
      by: 'ada',
      at: '2026-02-26T18:45:00Z',
      text: `The round is over. Nineteen people said yes, four said “pass”, and Tamsin’s question was answered by Sana so well that it goes into the note below the sentence. Nobody saw harm in it. From today it is the first line of our agreements:

**Ask before naming a place.** It holds for pictures, words, sounds and reports. In danger, call; don’t publish.

It stands first because it cost the most. Thank you, Odile, for the sentence. Thank you, Luc, for staying.`,
      reactions: {
        thanks: [
          'luc',
          'odile',
          'sana',
          'kwame',
          'henrik',
          'ines',
          'yara',
          'tamsin',
          'rosa',
          'brigid',
          'celeste',
          'owen',
        ],
      },
    },
  ],
  readBy: { ada: 16, ines: 16, henrik: 16, luc: 16, kwame: 16, odile: 16 },
  hearing: { luc: 'quiet' },
}
