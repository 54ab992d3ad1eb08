/** An address of ours to go to afterwards, never another site's. */
export function localPath(path: string | undefined): string {
  // Read as a browser reads it: it leaves out tabs and line ends, and takes a backslash for a slash.
  if (!path?.startsWith('/') || !URL.canParse(path, 'http://here.invalid')) return '/'
  const { host, pathname, search, hash } = new URL(path, 'http://here.invalid')
  return host === 'here.invalid' && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
