/** What `If-Match` and `If-None-Match` (RFC 9110, 13) ask of what is there. */

type Headers = Record<string, string | string[] | undefined>

/**
 * @param etag of what is there, strong, with quotes; null for a folder; undefined where nothing is
 * @returns whether a method may go on
 */
export function mayGoOn(headers: Headers, etag: string | null | undefined): boolean {
  const match = said(headers['if-match'])
  if (match !== undefined && !(match === '*' ? etag !== undefined : namesStrongly(match, etag))) return false
  const none = said(headers['if-none-match'])
  if (none === undefined) return true
  return none === '*' ? etag === undefined : !namesWeakly(none, etag)
}

/** Whether who asks has this already, for GET and HEAD. */
export function hasAlready(headers: Headers, etag: string, changed: Date): boolean {
  const none = said(headers['if-none-match'])
  if (none !== undefined) return none === '*' || namesWeakly(none, etag)
  const since = said(headers['if-modified-since'])
  return since !== undefined && Math.floor(changed.getTime() / 1000) * 1000 <= Date.parse(since)
}

function said(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header.join(',') : header)?.trim()
}

function namesStrongly(list: string, etag: string | null | undefined): boolean {
  return typeof etag === 'string' && tagsIn(list).some((one) => one === etag)
}

function namesWeakly(list: string, etag: string | null | undefined): boolean {
  return typeof etag === 'string' && tagsIn(list).some((one) => one.replace(/^W\//, '') === etag)
}

function tagsIn(list: string): string[] {
  return list.match(/(W\/)?"[^"]*"/g) ?? []
}
