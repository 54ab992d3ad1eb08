import type { SeedDiscussion } from '../types.ts'

export const howIsLuc: SeedDiscussion = {
  space: 'care',
  title: 'How is Luc, really?',
  lang: 'en',
  intent: 'talk',
  tags: [],
  messages: [
    {
      by: 'sana',
      at: '2026-11-18T21:30:00Z',
      text: `I heard it in his voice before he said it. Forty metres, and he talked for ten minutes about the fence posts, one by one, and what each had cost.

I do not think he wants help with the posts.`,
    },
    {
      by: 'kwame',
      at: '2026-11-19T06:50:00Z',
      text: `I drove by after the shift. He was milking, so we talked across a cow. He said “ça va” four times. I said I would come again on Saturday and bring nothing, no sacks, no advice.`,
      reactions: { thanks: ['sana', 'odile'] },
    },
    {
      by: 'odile',
      at: '2026-11-19T07:20:00Z',
      lang: 'fr',
      text: `Il m’écrit la nuit, des phrases courtes. Je réponds toujours, même un seul mot. Je lui ai demandé s’il veut que nous en parlions aux hôtes : pas encore. Alors pas encore.`,
      reactions: { thanks: ['kwame', 'sana'] },
    },
  ],
  readBy: { kwame: 2 },
}
