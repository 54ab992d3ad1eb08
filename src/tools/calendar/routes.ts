import { answerRoutes } from './answer-routes.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { changingRoutes } from './changing-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { findingRoutes } from './finding/routes.ts'
import { icsRoutes } from './ics/feed-routes.ts'
import { importRoutes } from './ics/import-routes.ts'
import { outsideRoutes } from './ics/outside-routes.ts'
import { ownRoutes } from './ics/own-routes.ts'
import { meetingRoutes } from './meeting/routes.ts'
import { spokenRoutes } from './meeting/spoken-routes.ts'
import { birthdayRoutes } from './rhythm/birthday-routes.ts'
import { daysRoutes, quietRoutes } from './rhythm/days-routes.ts'
import { yearRoutes } from './rhythm/year-routes.ts'
import { tellingRoutes } from './telling/routes.ts'

export const routes = [
  ...calendarRoutes,
  ...eventRoutes,
  ...changingRoutes,
  ...answerRoutes,
  ...meetingRoutes,
  ...spokenRoutes,
  ...tellingRoutes,
  ...findingRoutes,
  ...icsRoutes,
  ...ownRoutes,
  ...outsideRoutes,
  ...importRoutes,
  ...yearRoutes,
  ...daysRoutes,
  ...quietRoutes,
  ...birthdayRoutes,
]
