import { type Html, html, nothing } from '../../../platform/html.ts'
import type { PersonCard } from '../../../spine/people/cards.ts'
import type { Request } from '../../../spine/request/ctx.ts'

/** "Ines Carvalhal and Yara Quispe": who else is in it; where all of them left, who was. */
export function namesOf({ locale }: Pick<Request, 'locale'>, it: { people: PersonCard[]; left: PersonCard[] }): string {
  const people = it.people.length ? it.people : it.left
  return people.length ? locale.list(people.map(({ name }) => name)) : locale.t('conversations.nobody')
}

export function freshSign({ locale }: Pick<Request, 'locale'>, count: number): Html {
  return count ? html`<span class="sign new">${locale.t('conversations.fresh', { count })}</span>` : nothing
}
