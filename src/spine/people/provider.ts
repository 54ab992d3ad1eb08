import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  fetchUserInfo,
} from 'openid-client'
import { fetcherWith } from '../../platform/fetching.ts'
import { Problem } from '../../platform/http/problems.ts'
import { siteUrl } from '../../platform/http/server.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Request } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

/** Signing in with a provider that people have an account at (OpenID Connect, authorization code with PKCE). */

/** Seconds. A provider that takes longer is away, as far as whoever waits is concerned. */
const PATIENCE = 8
const HOUR = 3_600_000

/** What the provider says of somebody. */
export interface Claims {
  subject: string
  /** Only where it says that the address is theirs. */
  email: string | null
  name: string
}

/** What people know it by; null where this site has none. */
export function providerName({ config }: Pick<Site, 'config'>): string | null {
  return config.provider?.name ?? null
}

const known = new WeakMap<Site, { at: number; client: Promise<Configuration> }>()

/** The provider's own description, asked for once an hour, and again at once when it could not be had. */
function clientOf(site: Site): Promise<Configuration> {
  const before = known.get(site)
  if (before && Date.now() - before.at < HOUR) return before.client
  const { issuer, clientId, clientSecret } = site.config.provider!
  const plain = issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : {}
  // What the provider names as its other addresses is fetched like anything else from outside; itself may be in our network.
  const fetcher = fetcherWith([...site.config.fetchAllow, new URL(issuer).hostname])
  const guarded = { [customFetch]: fetcher.asFetch({ within: PATIENCE * 1000 }) as never }
  const options = { timeout: PATIENCE, ...plain, ...guarded }
  const client = discovery(new URL(issuer), clientId, clientSecret, undefined, options)
  known.set(site, { at: Date.now(), client })
  client.catch(() => known.delete(site))
  return client
}

/** Where the provider sends people back to. */
function backAddress(ctx: Pick<Request, 'raw' | 'site'>): string {
  return `${siteUrl(ctx.raw, ctx.site.config)}/sign-in/provider/back`
}

/**
 * The address of the provider to send somebody to.
 * @param state the trip's secret: nonce and verifier are derived from it and kept nowhere
 * @param anew whether they are to show anew that it is they
 * @throws 503 where the provider does not answer
 */
export async function wayThere(door: Pick<Request, 'raw' | 'site'>, state: string, anew: boolean): Promise<string> {
  const { site } = door
  const client = await answered(site, () => clientOf(site))
  const { nonce, verifier } = derived(site, state)
  return buildAuthorizationUrl(client, {
    redirect_uri: backAddress(door),
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(anew && { prompt: 'login', max_age: '0' }),
  }).href
}

/**
 * Asks the provider who came back.
 * @param query as it stood in the address they came back with
 * @throws 503 where the provider does not answer; 403 where it says no, or what came is not its answer to us
 */
export async function whoCameBack(
  door: Pick<Request, 'raw' | 'site'>,
  state: string,
  query: URLSearchParams,
  anew: boolean,
): Promise<Claims> {
  const { site } = door
  const client = await answered(site, () => clientOf(site))
  const { nonce, verifier } = derived(site, state)
  const tokens = await answered(site, () =>
    authorizationCodeGrant(client, new URL(`${backAddress(door)}?${query}`), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      // A clock may be a little off, and somebody may take a while to read what the provider asks.
      ...(anew && { maxAge: 300 }),
    }),
  )
  const claims = tokens.claims()
  if (!claims) throw new Problem(403, 'provider-refused', { provider: site.config.provider!.name })
  // Many say no more than who it is there, and the rest when asked.
  const more =
    claims.email === undefined && client.serverMetadata().userinfo_endpoint
      ? await answered(site, () => fetchUserInfo(client, tokens.access_token, claims.sub))
      : {}
  const said: Record<string, unknown> = { ...claims, ...more }
  return {
    subject: claims.sub,
    email: said.email_verified === true && typeof said.email === 'string' ? said.email : null,
    name: typeof said.name === 'string' ? said.name.replace(/\s+/g, ' ').trim().slice(0, 80) : '',
  }
}

function derived({ config }: Site, state: string): { nonce: string; verifier: string } {
  return {
    nonce: config.key.derive(`provider-nonce:${state}`),
    verifier: config.key.derive(`provider-verifier:${state}`),
  }
}

/** Tells a provider that is away from one that says no. */
async function answered<T>(site: Site, ask: () => Promise<T>): Promise<T> {
  const provider = site.config.provider!.name
  try {
    return await ask()
  } catch (error) {
    const said = (error as { code?: string; name?: string }).code ?? ''
    const refused = /^OAUTH_(AUTHORIZATION_RESPONSE|RESPONSE_BODY|JWT|INVALID)/.test(said) && !isAway(error)
    // That somebody was refused, or tried something, is no mistake of ours. That nobody can come in may be.
    if (refused) site.log.info('provider.refused', errorFacts(error))
    else site.log.error('provider.failed', errorFacts(error))
    if (refused && saysNotWhen(error)) throw new Problem(403, 'provider-cannot-confirm', { provider })
    throw refused ? new Problem(403, 'provider-refused', { provider }) : new Problem(503, 'provider-away', { provider })
  }
}

/**
 * Whether the provider let them in without asking, or does not tell when they signed in there (`auth_time`), though we asked
 * for both: its word shows that somebody once did, not that it is they who sit there now.
 */
function saysNotWhen(error: unknown): boolean {
  const { message = '', cause } = error as { message?: string; cause?: unknown }
  return /auth_time|last End-User authentication/.test(message) || (cause instanceof Error && saysNotWhen(cause))
}

/** An answer that is no answer: a page of a proxy, a server that fell over. */
function isAway(error: unknown): boolean {
  const { status } = error as { status?: number }
  return status !== undefined && status >= 500
}
