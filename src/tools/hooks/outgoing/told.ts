import { siteAddress } from '../../../spine/people/mailing.ts'
import type { Site } from '../../../spine/request/site.ts'

/** What the database tells of an activity. */
export interface Facts {
  activity: number
  type: string
  at: string
  space: { slug: string; name: string }
  actor: { handle: string; name: string } | null
  item: { kind: string; id: number; title: string } | null
  message: { number: number; text: string } | null
}

/** What another system is told. */
export interface Told {
  /** The same at every try: whoever was told twice knows it by this. */
  id: string
  /** What was done, as a verb of `activity`: `message.posted`. Of a trial: `trial`. */
  type: string
  at: string
  space: { slug: string; name: string; url: string }
  actor: { handle: string; name: string } | null
  item: { kind: string; id: number; title: string; url: string } | null
  /** What was said; its words, in Markdown, only where hosts chose so. */
  message: { number: number; url: string; text?: string } | null
}

/** What happened and where, with whole addresses. @param words whether what was said is told, too */
export function toldOf(site: Site, { activity, space, item, message, ...facts }: Facts, words: boolean): Told {
  const here = `${siteAddress(site)}/c/${space.slug}`
  const url = item ? here + site.itemPath(item.kind, item.id, item.title) : here
  return {
    id: `msg_${activity}`,
    type: facts.type,
    at: new Date(facts.at).toISOString(),
    space: { ...space, url: here },
    actor: facts.actor,
    item: item && { ...item, url },
    message: message && {
      number: message.number,
      url: `${url}/messages/${message.number}`,
      ...(words && { text: message.text }),
    },
  }
}

/** What is told when hosts try whether it arrives. @param delivery its number */
export function trialOf(site: Site, delivery: number, space: { slug: string; name: string }, at: Date): Told {
  return {
    id: `msg_trial_${delivery}`,
    type: 'trial',
    at: at.toISOString(),
    space: { ...space, url: `${siteAddress(site)}/c/${space.slug}` },
    actor: null,
    item: null,
    message: null,
  }
}
