import { answerRoutes } from './answer-routes.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { changingRoutes } from './changing-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { meetingRoutes } from './meeting/routes.ts'
import { spokenRoutes } from './meeting/spoken-routes.ts'
import { tellingRoutes } from './telling/routes.ts'

export const routes = [
  ...calendarRoutes,
  ...eventRoutes,
  ...changingRoutes,
  ...answerRoutes,
  ...meetingRoutes,
  ...spokenRoutes,
  ...tellingRoutes,
]
