import type { SeedDate } from '../types.ts'
import type { SeedJourney } from './types.ts'

const gravelBar = 'Gravel bar walk'
const jarTest = 'What a jar can tell'
const bringJar = 'Bring a jar of your river'
const listening = 'An hour of listening'
const heard = 'What did you hear that you cannot see?'
const sounds = 'How does a healthy bank sound?'
const seeing = 'How one looks at a river'
const goesOn = 'What will you do differently at your river?'

/** Where its people met, on the gravel bar. */
export const readingDates: SeedDate[] = [
  {
    space: 'river-keepers',
    by: 'sana',
    at: '2026-10-12T18:30:00Z',
    lang: 'en',
    title: gravelBar,
    text: 'The first walk of “Reading a river”. We go slowly, and stop where somebody wants to stop.',
    day: '2026-10-31',
    time: '10:00',
    untilTime: '12:00',
    place: 'Pont-Sel bridge, then the gravel bar',
    access: 'A flat way to the bar, then stones. Whoever stays on the bridge hears us: Sana has a small radio.',
    prepare: 'Boots. Something to write with.',
    tags: ['banks'],
    answers: [
      { who: 'ines', reply: 'yes' },
      { who: 'fatou', reply: 'yes' },
      { who: 'dylan', reply: 'yes' },
      { who: 'mireille', reply: 'yes' },
      { who: 'wanjiru', reply: 'no' },
    ],
  },
]

/** Six weeks at the river, on site and online: six people, each somewhere else on the way. */
export const readingARiver: SeedJourney = {
  space: 'river-keepers',
  by: 'sana',
  at: '2026-10-11T17:00:00Z',
  lang: 'en',
  title: 'Reading a river in six weeks',
  forWhom: 'Whoever has a river near by, and has not yet stood beside it for an hour. No science needed.',
  able: 'Look at a river for ten minutes and say three true things about it. Do a jar test. Listen.',
  takes: 'About an hour a week, for six weeks',
  text: 'Two of us go ahead: Ines looks, Sana listens. Some steps are at the water, some on your sofa. If a week is too full, let it pass and come back: nobody counts.\n\nWhat you write for yourself stays with you.',
  beginsOn: '2026-10-26',
  endsOn: '2026-12-06',
  places: 12,
  guides: ['ines'],
  opened: '2026-10-14T08:00:00Z',
  steps: [
    {
      kind: 'read',
      stage: 'Week 1: Look',
      title: seeing,
      text: 'Before we meet. Read it slowly; then go to a window from which you see water, or think of one.',
      minutes: 15,
      leads: 'A first day at the river',
    },
    {
      kind: 'meet',
      stage: 'Week 1: Look',
      title: 'The gravel bar, together',
      text: 'Our first time on site. Two hours, slowly.',
      minutes: 120,
      date: { title: gravelBar },
    },
    {
      kind: 'read',
      stage: 'Weeks 2 and 3: Water',
      title: jarTest,
      text: 'Soil or sewage? A jar, a lid, a night of patience.',
      minutes: 10,
      day: '2026-11-02',
      leads: 'Jar test: soil or sewage?',
    },
    {
      kind: 'do',
      stage: 'Weeks 2 and 3: Water',
      title: bringJar,
      text: 'Fill a jar where you live. Let it stand for a night. Tell us in two lines what you see, or send a picture.',
      minutes: 20,
      day: '2026-11-04',
      bring: true,
    },
    {
      kind: 'talk',
      stage: 'Weeks 4 and 5: Listen',
      title: sounds,
      text: 'Read what others hear, and add a sound of yours.',
      minutes: 15,
      day: '2026-11-16',
      leads: 'What does a healthy bank sound like?',
    },
    {
      kind: 'meet',
      stage: 'Weeks 4 and 5: Listen',
      title: listening,
      text: 'Online, with Sana. Come with closed eyes.',
      minutes: 60,
      date: { title: 'Listening hour with Sana', original: '2026-11-24T19:00:00' },
    },
    {
      kind: 'reflect',
      stage: 'Weeks 4 and 5: Listen',
      title: heard,
      text: 'Ten minutes beside any water: a river, a gutter, a tap. Write what you heard. For you alone, or for all of us.',
      minutes: 15,
      day: '2026-11-17',
    },
    {
      kind: 'meet',
      stage: 'Week 6: Go on',
      title: 'The lantern walk',
      text: 'After our six weeks, if you like: with lanterns, along the left bank.',
      must: 'may',
      date: { title: 'Lantern walk' },
    },
    {
      kind: 'reflect',
      stage: 'Week 6: Go on',
      title: goesOn,
      text: 'One small thing is enough.',
      minutes: 10,
      day: '2026-11-30',
    },
  ],
  people: [
    {
      who: 'fatou',
      did: [
        { step: seeing, at: '2026-10-26T19:00:00Z' },
        { step: 'The gravel bar, together', at: '2026-10-31T13:00:00Z' },
        { step: jarTest, at: '2026-11-02T20:00:00Z' },
        { step: sounds, at: '2026-11-16T18:00:00Z' },
      ],
      brought: [
        {
          step: bringJar,
          at: '2026-11-05T16:30:00Z',
          text: 'Eleven jars on the window sill of my class. Ten went clear by the morning. The one from below the farm did not.',
        },
      ],
      wrote: [
        {
          step: heard,
          at: '2026-11-18T17:20:00Z',
          shared: true,
          text: 'A gutter in the rain has a rhythm when you wait. The children heard it before I did.',
        },
      ],
    },
    {
      who: 'mireille',
      did: [
        { step: seeing, at: '2026-10-27T08:00:00Z' },
        { step: 'The gravel bar, together', at: '2026-10-31T14:00:00Z' },
        { step: jarTest, at: '2026-11-03T09:00:00Z' },
      ],
      brought: [
        {
          step: bringJar,
          at: '2026-11-08T10:00:00Z',
          text: 'Mon bocal vient de la fontaine du village. Clair le soir, clair le matin, avec une larve qui nage.',
        },
      ],
    },
    {
      who: 'dylan',
      hides: true,
      did: [
        { step: seeing, at: '2026-10-29T21:10:00Z' },
        { step: 'The gravel bar, together', at: '2026-10-31T15:00:00Z' },
      ],
      wrote: [
        { step: heard, at: '2026-11-19T07:00:00Z', text: 'I was not patient enough. I will try again on Sunday.' },
      ],
    },
    {
      who: 'wanjiru',
      did: [
        { step: seeing, at: '2026-10-30T06:00:00Z' },
        { step: jarTest, at: '2026-11-04T05:40:00Z' },
      ],
      brought: [
        {
          step: bringJar,
          at: '2026-11-06T06:00:00Z',
          text: 'Sagana river, Kenya, below the bridge. Red as a brick at night; two fingers of red at the bottom at dawn.',
        },
      ],
    },
    { who: 'nadia', did: [{ step: seeing, at: '2026-11-12T19:30:00Z' }] },
    { who: 'tobias' },
  ],
}
