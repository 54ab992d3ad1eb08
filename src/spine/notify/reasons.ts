/** Why someone is told; `db/migrations/016-notifications.sql` finds whom each one concerns. */
export const reasons = [
  'named',
  'answered',
  'yours',
  'follows',
  'announced',
  'accepted',
  'thanked',
  'asked',
  'asked-words',
  'invited',
  'knocked',
  'tended',
  'reported',
  'report-settled',
  'warned',
  'suspended',
  'suspension-over',
  'note-answered',
  'changed',
  'review-due',
  'entrusted',
  'written-down',
  'given',
  'suggested',
  'suggestion-settled',
  'date-changed',
  'place-free',
  'soon',
  'step-open',
  'wrote-to-you',
  'thanked-you',
] as const
export type Reason = (typeof reasons)[number]

/** The verbs of the spine itself. */
export const spineTells: Record<string, Reason[]> = {
  'message.posted': ['wrote-to-you', 'named', 'answered', 'yours', 'follows'],
  'message.edited': ['named'],
  'message.reacted': ['thanked'],
  'message.removed': ['tended'],
  'item.closed': ['tended'],
}

/** What one can choose about, in the order of the page; the reasons belong to them as `told_by()` says. */
export const choosable = [
  'wrote-to-you',
  'named',
  'answers',
  'asks',
  'dates',
  'soon',
  'follows',
  'announced',
  'hosting',
  'thanked-you',
  'thanks',
  'tended',
] as const
export type Choosable = (typeof choosable)[number]

/** Before dates that one comes to: not at all, a day before, an hour before, or both. */
export const reminds = ['none', 'day', 'hour', 'both'] as const
export type Remind = (typeof reminds)[number]

/** Not at all, on the site, or by a letter at once too. */
export const ways = ['mail', 'page', 'none'] as const
export type Way = (typeof ways)[number]
