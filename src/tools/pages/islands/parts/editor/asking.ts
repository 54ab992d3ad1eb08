export interface Title {
  title: string
  url: string
}

export async function namesLike(space: string, word: string): Promise<{ name: string; handle: string }[]> {
  return (await asked<{ names: { name: string; handle: string }[] }>(`${space}/names`, word)).names
}

export async function titlesLike(space: string, word: string): Promise<Title[]> {
  return (await asked<{ titles: Title[] }>(`${space}/titles`, word)).titles
}

async function asked<T>(address: string, word: string): Promise<T> {
  const answer = await fetch(`${address}?q=${encodeURIComponent(word)}`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** What `[[…]]` can hold. */
export function fitsBrackets(title: string): boolean {
  return /^[^[\]|#\n]{1,200}$/.test(title) && title.trim() !== ''
}

/** Whether something is a page, which is linked to by its title and so found again when it is renamed. */
export function isPage(url: string): boolean {
  return /^\/c\/[^/]+\/pages\//.test(url)
}
