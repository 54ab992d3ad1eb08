import { Resolver } from 'node:dns/promises'
import nodemailer from 'nodemailer'
import type { Config } from '../../../platform/config.ts'
import { about, type Finding } from './finding.ts'

/** What is asked of the world's names: TXT records, each as one text. */
export type Names = (name: string) => Promise<string[]>

/** @returns none when the name has none; throws when nobody answers */
export async function textsOf(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  try {
    return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes((error as { code?: string }).code ?? '')) return []
    throw error
  }
}

/** The part of a sender behind the @. */
export function senderDomain(from: string): string {
  return /@([^\s<>"]+)/.exec(from)?.[1]?.toLowerCase() ?? ''
}

/** Whether letters leave, and whether others will believe that they are from us. */
export async function lookAtMail(
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  names: Names = textsOf,
): Promise<Finding[]> {
  const { warning } = about('mail')
  if (!config.smtpUrl) return [warning('mail-none', { example: 'smtps://account:password@mail.example.org' })]
  const server = await handshake(config.smtpUrl)
  const domain = senderDomain(config.mailFrom)
  if (!domain.includes('.') || /\.(local|test|example|invalid)$|^\d+\./.test(domain))
    return [server, warning('sender-local', { domain })]
  const asked = await senderFindings(domain, new URL(config.smtpUrl).hostname, names).catch(() => [
    about('mail').unknown('names-unknown', { domain }),
  ])
  return [server, ...asked]
}

/** Speaks with the mail server as a letter would, up to the signing in. */
async function handshake(url: string): Promise<Finding> {
  const { well, wrong } = about('mail')
  const host = new URL(url).hostname
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 5000,
  } as object)
  try {
    await transport.verify()
    return well('smtp', { host })
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    return code === 'EAUTH'
      ? wrong('smtp-password', { host })
      : wrong('smtp-silent', { host, reason: String(responseCode ?? code ?? '') })
  } finally {
    transport.close()
  }
}

/** Names under which mail servers usually keep the key they sign with. */
const SELECTORS = ['default', 'mail', 'dkim', 'selector1', 'google', 'k1', 's1', 'key1']

async function senderFindings(domain: string, host: string, names: Names): Promise<Finding[]> {
  const { well, unknown, warning } = about('mail')
  const spf = (await names(domain)).find((text) => /^v=spf1\b/i.test(text))
  const parent = domain.split('.').slice(-2).join('.')
  const dmarc = [
    ...(await names(`_dmarc.${domain}`)),
    ...(parent === domain ? [] : await names(`_dmarc.${parent}`)),
  ].find((text) => /^v=DMARC1\b/i.test(text))
  const keys = await Promise.all(
    SELECTORS.map(async (name) => {
      // Without a value behind p= a key was taken back; and some domains answer anything to any name.
      const keys = await names(`${name}._domainkey.${domain}`)
      return keys.some((key) => /(^|;)\s*p=\s*[A-Za-z0-9+/]/.test(key)) ? name : undefined
    }),
  )
  const selector = keys.find(Boolean)
  return [
    spf
      ? well('spf', { domain })
      : host === domain || host.endsWith(`.${domain}`)
        ? warning('spf-none', { domain, record: `v=spf1 a:${host} mx ~all` })
        : warning('spf-elsewhere', { domain, host, record: 'v=spf1 include:… ~all' }),
    selector ? well('dkim', { domain, selector }) : unknown('dkim-unknown', { domain }),
    dmarc
      ? well('dmarc', { domain })
      : warning('dmarc-none', { domain, record: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` }),
  ]
}
