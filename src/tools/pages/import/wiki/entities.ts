const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: '\u00a0' }

/** The few entities that stand for signs of the markup itself: in code they would be read as they are written. */
export function unescapedEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|nbsp);/g, (_, name: string) => NAMED[name]!)
}
