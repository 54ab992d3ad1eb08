/** What stands in lines that cannot be broken: headings, titles, cells. Paragraphs take breaks besides. */
export const UNBROKEN = 'said*'

/** The marks of what is no text, where the text is shared: see `carried.ts`. */
export const marked = { default: '', validate: 'string' }

/** What an attribute of an element says; empty where it has none. */
export const word = (element: HTMLElement, name: string) => element.getAttribute(name) ?? ''

/** What refuses an attribute that is no whole number from one to another. */
export function numberIn(least: number, most: number) {
  return (value: unknown) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      throw new RangeError('no such number')
  }
}
