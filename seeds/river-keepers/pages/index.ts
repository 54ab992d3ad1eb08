import type { SeedPage } from '../../types.ts'
import { aClassOnTheGravelBar } from './a-class-on-the-gravel-bar.ts'
import { aFirstDayAtTheRiver } from './a-first-day-at-the-river.ts'
import { askBeforeNamingAPlace } from './ask-before-naming-a-place.ts'
import { atTheRiverWithDeafAndBlindPeople } from './at-the-river-with-deaf-and-blind-people.ts'
import { beforeABoardComesOut } from './before-a-board-comes-out.ts'
import { beforeDuringAndAfterTheWater } from './before-during-and-after-the-water.ts'
import { careForEachOther } from './care-for-each-other.ts'
import { commencerIci } from './commencer-ici.ts'
import { decisionTheGatesOpenForTwelveWeeks } from './decision-the-gates-open-for-twelve-weeks.ts'
import { demanderAvantDeNommerUnLieu } from './demander-avant-de-nommer-un-lieu.ts'
import { fieldMethods } from './field-methods.ts'
import { floodWatch } from './flood-watch.ts'
import { glossary } from './glossary.ts'
import { handoffTheBridgeToTheCouncil } from './handoff-the-bridge-to-the-council.ts'
import { howToMeasureTurbidityWithAHomeMadeTube } from './how-to-measure-turbidity-with-a-home-made-tube.ts'
import { jarTestSoilOrSewage } from './jar-test-soil-or-sewage.ts'
import { leTestDuBocal } from './le-test-du-bocal.ts'
import { letThePersonWhoSeesTheFishHoldTheDate } from './let-the-person-who-sees-the-fish-hold-the-date.ts'
import { listeningToABank } from './listening-to-a-bank.ts'
import { minutesWhatIsSuccess } from './minutes-what-is-success-and-for-whom.ts'
import { ourYear2026 } from './our-year-2026.ts'
import { phoneChainForHighWater } from './phone-chain-for-high-water.ts'
import { quaranteMetresDeBerge } from './quarante-metres-de-berge.ts'
import { readingTheGaugeAtPontSel } from './reading-the-gauge-at-pont-sel.ts'
import { sandbagsAt3Am } from './sandbags-at-3-am.ts'
import { startHere } from './start-here.ts'
import { stories } from './stories.ts'
import { theFirstEelAboveTheWeir } from './the-first-eel-above-the-weir.ts'
import { theWeir } from './the-weir.ts'
import { uneClasseSurLeBancDeGravier } from './une-classe-sur-le-banc-de-gravier.ts'
import { whatIHearSanasLog } from './what-i-hear-sanas-log.ts'
import { words } from './words.ts'

/** The library of River Keepers, in the order in which it was begun. */
export const pages: SeedPage[] = [
  startHere,
  commencerIci,
  fieldMethods,
  aFirstDayAtTheRiver,
  careForEachOther,
  atTheRiverWithDeafAndBlindPeople,
  ourYear2026,
  howToMeasureTurbidityWithAHomeMadeTube,
  glossary,
  floodWatch,
  phoneChainForHighWater,
  demanderAvantDeNommerUnLieu,
  askBeforeNamingAPlace,
  theWeir,
  readingTheGaugeAtPontSel,
  decisionTheGatesOpenForTwelveWeeks,
  listeningToABank,
  whatIHearSanasLog,
  handoffTheBridgeToTheCouncil,
  stories,
  theFirstEelAboveTheWeir,
  letThePersonWhoSeesTheFishHoldTheDate,
  minutesWhatIsSuccess,
  sandbagsAt3Am,
  beforeDuringAndAfterTheWater,
  jarTestSoilOrSewage,
  leTestDuBocal,
  uneClasseSurLeBancDeGravier,
  aClassOnTheGravelBar,
  quaranteMetresDeBerge,
  beforeABoardComesOut,
  ...words,
]
