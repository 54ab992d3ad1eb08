import { actions } from './actions.ts'
import { cast } from './cast.ts'
import { conversations } from './conversations.ts'
import { journeys, readingDates } from './journeys/index.ts'
import { profiles } from './profiles.ts'
import { feeds, lastHere, showReading } from './reading.ts'
import { reports } from './reports.ts'
import { aboutThatPhoto } from './river-keepers/about-that-photo.ts'
import { atTheBoards } from './river-keepers/at-the-boards.ts'
import { brownWaterAfterRain } from './river-keepers/brown-water-after-rain.ts'
import { care, floodWatch, weirs } from './river-keepers/circles.ts'
import { classOnTheGravelBar } from './river-keepers/class-on-the-gravel-bar.ts'
import { dates } from './river-keepers/dates.ts'
import { awake, finding } from './river-keepers/finding.ts'
import { foamBelowTheMill } from './river-keepers/foam-below-the-mill.ts'
import { fortyMetresOfBank } from './river-keepers/forty-metres-of-bank.ts'
import { gaps } from './river-keepers/gaps.ts'
import { gaugeAtPontSel } from './river-keepers/gauge-at-pont-sel.ts'
import { gaugeTonight } from './river-keepers/gauge-tonight.ts'
import { glovesInNovember } from './river-keepers/gloves-in-november.ts'
import { healthyBankSound } from './river-keepers/healthy-bank-sound.ts'
import { howIsLuc } from './river-keepers/how-is-luc.ts'
import { links } from './river-keepers/links.ts'
import { lookingBack } from './river-keepers/looking-back.ts'
import { pages } from './river-keepers/pages/index.ts'
import { rhythm, yearOfDates } from './river-keepers/rhythm.ts'
import { riverWords } from './river-keepers/river-words.ts'
import { rooms } from './river-keepers/rooms.ts'
import { sandbagsAt3am } from './river-keepers/sandbags-at-3-am.ts'
import { shelf } from './river-keepers/shelf/index.ts'
import { riverKeepers } from './river-keepers/space.ts'
import { startHere } from './river-keepers/start-here.ts'
import { thanks } from './river-keepers/thanks.ts'
import { theEelIsHere } from './river-keepers/the-eel-is-here.ts'
import { weirBeforeEelSeason } from './river-keepers/weir-before-eel-season.ts'
import { whichBoardsFirst } from './river-keepers/which-boards-first.ts'
import { whoSpeaksForUs } from './river-keepers/who-speaks-for-us.ts'
import { beansForAWetAutumn } from './seed-savers/beans-for-a-wet-autumn.ts'
import { labelsThatSurviveACellar } from './seed-savers/labels-that-survive-a-cellar.ts'
import { seedSwap } from './seed-savers/seed-swap.ts'
import { seedSavers } from './seed-savers/space.ts'
import type { World } from './types.ts'
import { firstHour, willowNursery } from './willow-nursery/space.ts'

/** A Thursday at noon in month 18. Whoever seeds moves everything, so that this becomes their own now. */
export const WORLD_NOW = '2026-11-19T12:00:00Z'

export const world: World = {
  now: WORLD_NOW,
  cast,
  profiles,
  spaces: [riverKeepers, weirs, floodWatch, care, seedSavers, willowNursery],
  // In the order in which they began.
  discussions: [
    startHere,
    riverWords,
    weirBeforeEelSeason,
    aboutThatPhoto,
    whoSpeaksForUs,
    theEelIsHere,
    gaugeAtPontSel,
    labelsThatSurviveACellar,
    sandbagsAt3am,
    seedSwap,
    lookingBack,
    glovesInNovember,
    brownWaterAfterRain,
    foamBelowTheMill,
    beansForAWetAutumn,
    classOnTheGravelBar,
    fortyMetresOfBank,
    healthyBankSound,
    whichBoardsFirst,
    gaugeTonight,
    howIsLuc,
  ],
  pages,
  links,
  gaps,
  actions,
  thanks,
  dates: [...dates, ...yearOfDates, ...readingDates],
  rhythm,
  rooms: [...rooms, atTheBoards],
  conversations,
  finding,
  awake,
  journeys,
  files: shelf,
  lastHere,
  showReading,
  feeds,
  reports,
  firstHour,
}
