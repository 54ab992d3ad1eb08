import type { SeedPage } from '../../types.ts'

const may = `## What I tried

**24 May 2026, Millbridge, below the old slipway.** One minute every morning for two weeks, from the same stone, before breakfast. No recorder, only counting on my fingers.

## What I noticed

I can keep apart five sounds, with effort six. On the days on which I had slept badly it was three. So part of what I measure is me.

The river was quieter on Sundays. I wrote this down as a finding, proudly, and then understood that it is the road.

## What I want to try next

The same minute with a second person who does not know what I counted.`

const july = `## July

### What I tried

**19 July, the lantern walk.** I recorded twenty-six people not speaking.

### What I noticed

Silence has a floor. Gravel under shoes, lantern handles, somebody’s stomach. Then, at about step thirty, the walking falls into one rhythm, although nobody had agreed on it. It lasts for nine steps. I have listened to those nine steps more often than I would like to say.

The weir with its gates open is a tearing sound, as Henrik wrote, like cloth. With the gates down it is a curtain: the same cloth, sewn up. I liked the open one better and tried to find out why. It has holes in it, one hears through.

### What I want to try next

To record the hour in which the gates come down, from start to end. (Done the same evening. Eleven minutes. The last thing one hears is a bucket.)`

const september = `## September

### What I tried

**6 September.** I asked Odile to write down what she feels in the planks of the footbridge, at the same moment at which I recorded below it. Ten times, two minutes each, with a lamp as the starting sign. Leïla held the lamp.

### What I noticed

Eight times out of ten she wrote “prickles” where my recording has many short sounds, and “one block” where it has one long one. Twice we disagree, and both times a lorry was on the road. She felt it, and I had filtered it out, because I am used to doing so.

So the person who does not hear was more honest about the lorry than I was.

### What I want to try next

Stop filtering for one month.`

const november = `## November

### What I tried

**15 November.** Back to unfiltered listening, six weeks by now. Also the old habit: one minute before breakfast.

### What I noticed

I know the first tram, the bakery van and a man with a limp. I had lived here for eleven years without them. The river is not less beautiful with a tram in it.

The bare bank is losing more crumbs: four a minute in October, six now. I have told the rowing club, and they have moved the bench.

### What I want to try next

Ten banks, ten people, one minute every Sunday. I will ask this week.`

export const whatIHearSanasLog: SeedPage = {
  key: 'listening-log',
  space: 'river-keepers',
  title: 'What I hear: Sana’s log',
  lang: 'en',
  template: 'log',
  own: true,
  under: 'listening',
  tags: ['log', 'listening'],
  by: 'sana',
  at: '2026-05-24T09:00:00Z',
  text: may,
  changes: [
    { by: 'sana', at: '2026-07-21T10:30:00Z', text: `${july}\n\n${may}`, why: 'The newest stands on top' },
    { by: 'sana', at: '2026-09-08T16:45:00Z', text: `${september}\n\n${july}\n\n${may}` },
    {
      by: 'sana',
      at: '2026-11-15T08:50:00Z',
      text: `${november}\n\n${september}\n\n${july}\n\n${may}`,
      why: 'Trams',
    },
  ],
  comments: [
    {
      by: 'nils',
      at: '2026-09-20T19:10:00Z',
      text: `“Part of what I measure is me.” I measured dykes for forty years and never once wrote this in a report. It was true in all of them.`,
      reactions: { thanks: ['sana', 'ines', 'eszter', 'rosa', 'ada'] },
    },
    {
      by: 'odile',
      at: '2026-11-15T17:30:00Z',
      lang: 'fr',
      text: `Le camion, je le sens encore quand je lis ta page. Merci de l’avoir laissé dedans.`,
      reactions: { thanks: ['sana', 'leila', 'yara'] },
    },
  ],
}
