import en from './templates/en.json' with { type: 'json' }
import fr from './templates/fr.json' with { type: 'json' }

/** What a page is meant as, each with the headings that it begins with. */
export const templateKeys = [
  'plain',
  'practice',
  'story',
  'lesson',
  'glossary',
  'log',
  'minutes',
  'handoff',
  'workplan',
  'decision',
  'closing',
] as const
export type TemplateKey = (typeof templateKeys)[number]

export interface Template {
  key: TemplateKey
  name: string
  /** What it is for, in a sentence. */
  for: string
  tags: string[]
  /** After how many months it is looked at again; 0: not. */
  reviewMonths: number
  headings: { title: string; help: string }[]
}

const byLanguage: Record<string, Record<Exclude<TemplateKey, 'plain'>, Omit<Template, 'key'>>> = { en, fr }

/** A template in a language that we have it in, English otherwise; none for a plain page. */
export function templateIn(lang: string, key: TemplateKey): Template | undefined {
  if (key === 'plain') return undefined
  return { key, ...(byLanguage[lang.slice(0, 2)] ?? en)[key] }
}

/** All templates in a language, in the order in which they are offered. */
export function templatesIn(lang: string): Template[] {
  return templateKeys.flatMap((key) => templateIn(lang, key) ?? [])
}

/** What a page of this template begins with. */
export function beginningOf(template: Template): string {
  return template.headings.map(({ title }) => `## ${title}\n`).join('\n\n')
}
