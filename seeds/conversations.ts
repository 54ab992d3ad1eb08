import type { SeedConversation } from './types.ts'

/** What a few people say to each other, where nobody else reads: in no community's folder, as they are in none. */
export const conversations: SeedConversation[] = [
  {
    between: ['ada', 'bashir'],
    lang: 'en',
    messages: [
      {
        by: 'ada',
        at: '2026-11-16T17:20:00Z',
        text: 'Bashir, the weir decision is due for review, and without you it would have been a poor one. Luc now sees a risk as well: his lower field. How do you look at it, now that you have seen one spring?',
      },
      {
        by: 'bashir',
        at: '2026-11-17T05:05:00Z',
        text: 'Good morning Ada. I had to read it two times, my son helped.\n\nThe eels came up in May because you waited for them. So I trust you can wait for a field also. Ask Luc to show you the place before you speak about it. On paper everything is flat.',
        reactions: { thanks: ['ada'] },
      },
      {
        by: 'ada',
        at: '2026-11-17T11:40:00Z',
        text: '“On paper everything is flat.” May I read that aloud on 3 December, with your name?',
      },
      {
        by: 'bashir',
        at: '2026-11-19T08:50:00Z',
        text: 'You can. Say also that the tea was good, at the lantern walk. People forget to write down the tea.',
      },
    ],
  },
  {
    between: ['ines', 'yara', 'ada'],
    lang: 'en',
    messages: [
      {
        by: 'ines',
        at: '2026-11-17T19:00:00Z',
        text: 'For 3 December: forty chairs, one kettle, and somebody who stops me after four minutes.',
      },
      { by: 'yara', at: '2026-11-17T19:06:00Z', text: 'I can hold up a sign. It will say “merci”.' },
      { by: 'ada', at: '2026-11-18T07:10:00Z', text: 'You will read it out, Ines, and go on.' },
      { by: 'ines', at: '2026-11-18T07:15:00Z', text: 'Then two signs.', reactions: { thanks: ['ada', 'yara'] } },
    ],
  },
  {
    between: ['luc', 'yara'],
    lang: 'fr',
    messages: [
      {
        by: 'luc',
        at: '2026-11-17T18:40:00Z',
        text: 'Yara, tu sais comment on remet droite une photo de travers ?',
      },
      { by: 'yara', at: '2026-11-17T18:44:00Z', text: 'Tu tournes le téléphone. Pas toi. Le téléphone.' },
      {
        by: 'luc',
        at: '2026-11-17T18:52:00Z',
        text: 'J’ai tourné les deux. La vache est droite maintenant, c’est moi qui penche.',
      },
      {
        by: 'yara',
        at: '2026-11-17T18:53:00Z',
        text: 'Envoie-la telle quelle. La rivière penche aussi.',
        reactions: { thanks: ['luc'] },
      },
      {
        by: 'luc',
        at: '2026-11-18T19:10:00Z',
        text: 'Le 28, il y aura du pain à la ferme. Ne le dis à personne avant midi, sinon il n’y en aura plus.',
      },
      { by: 'yara', at: '2026-11-18T19:12:00Z', text: 'Promis. Je dirai que c’est pour les poules.' },
      { by: 'luc', at: '2026-11-18T20:50:00Z', text: 'Les poules ont déjà demandé.' },
    ],
  },
  {
    between: ['noor', 'ines', 'yara'],
    lang: 'en',
    messages: [
      {
        by: 'noor',
        at: '2026-11-14T19:00:00Z',
        text: 'On Saturday, when the tables are cleared, I open jar 61. The label says only “beans, or not”, in my grandmother’s hand. I would like two witnesses.',
      },
      {
        by: 'ines',
        at: '2026-11-14T19:20:00Z',
        text: 'J’apporte ma loupe. And a spoon, in case it is soup.',
        reactions: { thanks: ['noor'] },
      },
      {
        by: 'yara',
        at: '2026-11-14T19:31:00Z',
        text: 'Yo llevo el pan. If it is beans, we sow them. If it is not, we eat the bread.',
      },
      { by: 'noor', at: '2026-11-16T20:10:00Z', text: 'I have shaken it. It rattles. Soup does not rattle.' },
      {
        by: 'ines',
        at: '2026-11-16T20:14:00Z',
        text: 'You have not met my soup.',
        reactions: { thanks: ['noor', 'yara'] },
      },
      {
        by: 'noor',
        at: '2026-11-18T21:40:00Z',
        text: 'The new label is ready: “Beans, probably. Three witnesses.” I wrote it in pencil, so that it can still become true.',
      },
    ],
  },
  {
    between: ['kwame', 'sana'],
    lang: 'en',
    messages: [
      {
        by: 'kwame',
        at: '2026-11-18T04:50:00Z',
        text: 'Are you up? I’m on the slipway with the engine off. I can hear something like a door, very far away.',
      },
      {
        by: 'sana',
        at: '2026-11-18T05:02:00Z',
        text: 'I am always up when somebody hears something. Does it open or close?',
      },
      { by: 'kwame', at: '2026-11-18T05:03:00Z', text: 'Both. Every four seconds.' },
      {
        by: 'sana',
        at: '2026-11-18T05:05:00Z',
        text: 'That is the lock gate breathing. It does so when the tide turns. Please record me one minute of it.',
      },
      { by: 'kwame', at: '2026-11-18T05:12:00Z', text: 'Done. There is a paramedic eating a sandwich in it.' },
      { by: 'sana', at: '2026-11-18T05:14:00Z', text: 'I hear. Cheese.', reactions: { thanks: ['kwame'] } },
      {
        by: 'kwame',
        at: '2026-11-19T05:30:00Z',
        text: 'It is there again. I said good morning to it from you.',
      },
    ],
  },
]
