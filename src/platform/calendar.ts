/** Times on the wall: zones, what comes again, and how both are said. Files of it are read and written by `calendar/file.ts`. */
export { checkedWhen } from './calendar/checked.ts'
export { occurrences } from './calendar/occurrences.ts'
export { type Parts, partsOf, ruleFrom } from './calendar/parts.ts'
export { CalendarTrouble, type CheckedWhen, type Occurrence, type When, type Why } from './calendar/when.ts'
export { localOf, momentOf, zoneName } from './calendar/zones.ts'
