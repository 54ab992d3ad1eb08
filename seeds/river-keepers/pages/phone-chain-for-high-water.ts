import type { SeedPage } from '../../types.ts'

const chain = `Each calls the next two. If nobody answers, call the one after. Do not explain, say: *gauge, number, rising or falling*, and hang up.

1. Kwame calls Owen and Piotr
2. Owen calls Hanne, Brigid and the lifeboat station
3. Piotr calls Gareth and the school
4. Brigid calls Quay Street, even numbers
5. Hanne calls Quay Street, odd numbers
6. Luc calls Paolo and Gilles

The last two in the list call Kwame back. Then he knows that it went through.

Tried on Sunday 1 March: from the first call to the last, seventeen minutes.`

export const phoneChainForHighWater: SeedPage = {
  key: 'phone-chain',
  space: 'river-keepers',
  title: 'Phone chain for high water',
  lang: 'en',
  under: 'flood-watch',
  tags: ['flood'],
  by: 'owen',
  at: '2026-02-24T18:20:00Z',
  text: chain.replace('\n\nTried on Sunday 1 March: from the first call to the last, seventeen minutes.', ''),
  changes: [
    {
      by: 'owen',
      at: '2026-03-01T16:40:00Z',
      text: chain,
      why: 'Tried it. Seventeen minutes, and my aunt answered',
    },
    {
      by: 'kwame',
      at: '2026-11-05T06:30:00Z',
      text: `> [!IMPORTANT] Do not use this page any more
> On 21 October the chain worked as it was written, and that was the trouble. It reaches people who hear a telephone and have it beside the bed. It could not reach Odile, who is deaf, or Bashir, who reads at six in the morning. Two links were asleep with the telephone off, and behind them nobody was called. What we do now stands in [[Flood watch]].
>
> We keep this so that nobody invents it again in three years. It was a good idea for half of us. Thank you, Owen, who built it, and who asked that it be retired before anyone else did.

${chain}`,
      why: 'Retired: one broken link, and everyone behind it sleeps on',
    },
  ],
  state: 'retired',
  comments: [
    {
      by: 'owen',
      at: '2026-11-05T17:15:00Z',
      text: `On a boat you never hang two anchors on one chain. I knew that. I did not think of it, because it was on paper.`,
      reactions: { thanks: ['kwame', 'nils', 'brigid', 'ines', 'yara', 'hanne'] },
    },
  ],
}
