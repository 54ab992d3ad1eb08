/** The credential that such a password is: never one that a bearer could show, nor the other way round. */
export function applicationCredential(password: string): string {
  return `application:${password.toLowerCase().replace(/[\s-]/g, '')}`
}

/** Name and password of HTTP Basic (RFC 7617); undefined where a request brings none. */
export function basicIn(authorization: string | undefined): { name: string; password: string } | undefined {
  const coded = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(authorization ?? '')?.[1]
  if (!coded) return undefined
  const plain = Buffer.from(coded, 'base64').toString()
  const colon = plain.indexOf(':')
  return colon < 0 ? undefined : { name: plain.slice(0, colon), password: plain.slice(colon + 1) }
}
