import type { SeedDiscussion } from '../types.ts'

export const healthyBankSound: SeedDiscussion = {
  space: 'river-keepers',
  title: 'What does a healthy bank sound like?',
  lang: 'en',
  intent: 'talk',
  tags: ['listening', 'banks', 'recordings'],
  messages: [
    {
      by: 'sana',
      at: '2026-11-18T10:45:00Z',
      text: `Three recordings from below Millbridge, each one described. The second is a bank that is coming back: listen for the water shrews.

**1. The bare bank** (by the old slipway, with the rowing club’s yes) [two minutes](https://example.org/varelle/bank-1)
A flat hiss, like a tap left running in another room. Nothing in front of it, nothing behind. Every twenty seconds or so a dry *pat … pat-pat*: crumbs of earth falling into the water. That is the sound of a bank leaving.

**2. The bank that is coming back** (willows, third year) [three minutes](https://example.org/varelle/bank-2)
The hiss breaks into pieces. Water goes round stems, so there are many small voices instead of one: a cluck on the left, a sip on the right. At 1:10, very high, a twitter as thin as a wire. Those are the water shrews. At 2:24 something takes a breath and dives.

**3. The old bank** (alders, nobody remembers when) [four minutes](https://example.org/varelle/bank-3)
Almost no hiss at all. A slow knocking under the roots, hollow, about as fast as a resting heart. Leaves. A wren scolding me for three minutes.

So my answer, until you have a better one: **a healthy bank has many small sounds, and none of them goes on for long.** What do you hear, where you are?`,
      reactions: {
        thanks: ['eszter', 'celeste', 'odile', 'kwame', 'brigid', 'wanjiru', 'henrik', 'yara'],
        helped: ['mateo', 'devika'],
      },
    },
    {
      by: 'eszter',
      at: '2026-11-18T12:30:00Z',
      text: `I played the three to my students with the names taken off. Eleven of twelve put them in the right order, “from sick to well”. The twelfth said that number one was relaxing. He lives beside the motorway.

A moss person’s addition: the alders in number three are wrapped up to the knee in *Fontinalis*. I am sure that it swallows the high notes. Could that be?`,
      replyTo: 1,
      reactions: { thanks: ['sana', 'mei', 'dylan', 'celeste'] },
    },
    {
      by: 'sana',
      at: '2026-11-18T14:05:00Z',
      text: `It could. I went back to the file: above 6 kHz number three is darker by far, and it gets darker near the trunks. I had thought that it was my wet hood. I will hold a recorder against your moss, if you hold me.`,
      replyTo: 2,
      reactions: { thanks: ['eszter', 'yara', 'brigid'] },
    },
    {
      by: 'bashir',
      at: '2026-11-18T16:50:00Z',
      text: `I listened with my son. The first one is the harbour wall. The third one is when I was seven.`,
      replyTo: 1,
      reactions: { thanks: ['sana', 'ines', 'hanne', 'kwame', 'odile', 'amina', 'owen'] },
    },
    {
      by: 'odile',
      at: '2026-11-18T17:40:00Z',
      text: `Je n’entends pas les fichiers, mais j’ai lu tes descriptions à voix basse à mes mains, et je crois que j’ai compris le troisième : le cœur au repos.

Sur la passerelle, la planche du milieu tremble d’un seul bloc quand la berge est nue. Devant les aulnes, elle picote. Est-ce la même chose ?`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['sana', 'leila', 'eszter', 'luc', 'celeste'] },
    },
    {
      by: 'sana',
      at: '2026-11-18T19:15:00Z',
      text: `Odile, it is *exactly* the same thing. One large tremble, or many small prickles: that is what I tried to say with hiss and cluck.

On Tuesday, at the listening hour, I will bring a balloon. If you hold it with both hands in front of the loudspeaker, everything below 200 Hz arrives in your fingers. Number three will work very well. Number one you will not feel at all, which is also an answer.`,
      replyTo: 5,
      reactions: { thanks: ['odile', 'yara', 'ines', 'kwame', 'amina'], helped: ['odile'] },
    },
    {
      by: 'henrik',
      at: '2026-11-18T20:30:00Z',
      text: `I stood on my bend tonight with my eyes shut until a cyclist asked whether I was all right. It is a number one with a little bit of two, on the side where we stopped mowing. Twenty-six years, and I had never listened to it.

@sana, is there a sound a bank makes *before* it goes? I am thinking of Luc’s. He says that it was like a lorry tipping gravel, but that was the end.`,
      replyTo: 1,
      reactions: { 'me-too': ['celeste', 'nils'], thanks: ['luc', 'sana'] },
    },
    {
      by: 'kwame',
      at: '2026-11-19T06:25:00Z',
      text: `I had number two in my ears between calls, on the bench behind the pump house, at four in the morning. I don’t know whether the bank is healthy. I was, for three minutes.`,
      replyTo: 1,
      reactions: { thanks: ['sana', 'amina', 'odile'] },
    },
    {
      by: 'sana',
      at: '2026-11-19T07:40:00Z',
      text: `Henrik, yes, I believe so. The *pat … pat-pat* of number one comes closer together. I have only one bank recorded over a whole winter. There it went from three crumbs a minute to eleven, in the nine days before it fell. One bank is an anecdote. Ten would be a warning.

So here is an invitation: one minute, any telephone, the same place, every Sunday. I count the crumbs. And @ada, might your class lend me ten pairs of ears?`,
      replyTo: 7,
      reactions: { thanks: ['henrik', 'eszter'], helped: ['henrik'] },
    },
  ],
  readBy: { ada: 1, ines: 6, henrik: 8, kwame: 8, odile: 8 },
}
