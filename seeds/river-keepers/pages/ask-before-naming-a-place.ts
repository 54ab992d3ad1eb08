import type { SeedPage } from '../../types.ts'

export const askBeforeNamingAPlace: SeedPage = {
  key: 'asking',
  space: 'river-keepers',
  title: 'Ask before naming a place',
  lang: 'en',
  under: 'care',
  tags: ['agreements'],
  by: 'yara',
  at: '2026-03-01T20:30:00Z',
  text: `*Written in French by Odile. English by Yara, with Henrik, who wanted to help with this one.*

> Ask before naming a place.

It has been the first of our agreements since 26 February 2026. Nineteen people said yes, four said “pass”, nobody saw harm in it.

## Why

A place is somebody. A gate, a field, a jetty: behind it there is a family, and sometimes a child who takes the school bus on Monday morning.

Here you may show everything, measure everything, say everything. But first you ask the people who live there.

## How to ask

1. Go there, or telephone. A message at eleven at night is not a question, it is news.
2. Show what you want to show: the picture, the sound, the whole sentence.
3. Say who will see it, and how far it may travel.
4. Wait for a real yes. “If you like” is not a yes. Silence isn’t either.
5. If they say no, show the water without the gate. One learns as much from a river without the name.

## It also holds for

- sounds (you can tell a yard by its dog);
- measurements, if one can see which farm they come from;
- reports, posters, lessons, and what we tell in town.

> [!WARNING] In danger
> A burst pipe, a tank on its side, someone in the water: **call**, at once, both the council and the farm. Don’t publish. Warning people and naming them are two different acts. An alarm has an address; a story asks. *(Sana said this.)*`,
  changes: [
    {
      by: 'yara',
      at: '2026-05-19T18:00:00Z',
      text: `*Written in French by Odile. English by Yara, with Henrik, who wanted to help with this one.*

> Ask before naming a place.

It has been the first of our agreements since 26 February 2026. Nineteen people said yes, four said “pass”, nobody saw harm in it.

## Why

A place is somebody. A gate, a field, a jetty: behind it there is a family, and sometimes a child who takes the school bus on Monday morning.

Here you may show everything, measure everything, say everything. But first you ask the people who live there.

## How to ask

1. Go there, or telephone. A message at eleven at night is not a question, it is news.
2. Show what you want to show: the picture, the sound, the whole sentence.
3. Say who will see it, and how far it may travel.
4. Wait for a real yes. “If you like” is not a yes. Silence isn’t either.
5. If they say no, show the water without the gate. One learns as much from a river without the name.

## It also holds for

- sounds (you can tell a yard by its dog);
- measurements, if one can see which farm they come from;
- reports, posters, lessons, and what we tell in town.

> [!WARNING] In danger
> A burst pipe, a tank on its side, someone in the water: **call**, at once, both the council and the farm. Don’t publish. Warning people and naming them are two different acts. An alarm has an address; a story asks. *(Sana said this.)*

## Places that need no asking

Bridges, quays, public paths, the slip at Saltmouth at low tide. For the gravel bar Agnès says yes in advance, “except when the beans are in flower, because of the trampling”.`,
      why: 'Mireille’s bridges and Agnès’s beans',
    },
  ],
  state: 'agreed',
  steward: 'odile',
  of: 'demander',
  comments: [
    {
      by: 'rosa',
      at: '2026-03-09T10:15:00Z',
      text: `I have read this to two colleagues who write our reports. One of them went quite red and telephoned a valley in the east. May I give them the page, with your names taken off?`,
      reactions: { thanks: ['odile', 'ada'] },
    },
    {
      by: 'ada',
      at: '2026-03-09T17:40:00Z',
      text: `I asked Odile and Sana. Yes, and you may leave their names on.`,
      replyTo: 1,
      reactions: { thanks: ['rosa', 'ines'] },
    },
  ],
}
