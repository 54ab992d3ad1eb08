import type { Tool } from '../../spine/tool.ts'
import { feedRoute, ownFeedRoute } from './atom.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { mine } from './mine.ts'

/** Private Atom feeds: what is said in a place, or in all of one's places, for a program that cannot sign in. */
export const feeds: Tool = { name: 'feeds', texts: { en, fr }, routes: [feedRoute, ownFeedRoute, ...mine] }

export { discreet, endFeed, feedPath, idOfToken, makeFeed, myFeeds, PACE, renewFeed } from './feeds.ts'
export { asFeed } from './reading.ts'
