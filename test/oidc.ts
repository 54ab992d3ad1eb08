import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'

/** Somebody at the provider. */
export interface Account {
  email: string
  email_verified: boolean
  name?: string
}

/** A real OpenID provider on a port of this machine, and a browser that goes there. */
export interface TestProvider {
  issuer: string
  env: Record<string, string>
  accounts: Record<string, Account>
  /** Goes where a browser is sent, signs in there as this account, and tells the address it is sent back to. */
  visit(url: string, account: string | null): Promise<URL>
}

/** @param back where it sends people back to: the address of the site */
export async function oidcProvider(back: string): Promise<TestProvider> {
  const accounts: Record<string, Account> = {}
  let who: string | null = null
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'copse',
        client_secret: 'a secret between them',
        redirect_uris: [`${back}/sign-in/provider/back`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    // Nobody is asked whether they agree.
    async loadExistingGrant(ctx: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests'] },
    ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const result = who ? { login: { accountId: who } } : { error: 'access_denied', error_description: 'They said no.' }
    void provider.interactionFinished(request, response, result)
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    issuer,
    env: {
      COPSE_OIDC_ISSUER: issuer,
      COPSE_OIDC_CLIENT_ID: 'copse',
      COPSE_OIDC_CLIENT_SECRET: 'a secret between them',
      COPSE_OIDC_NAME: 'River ID',
    },
    accounts,
    async visit(url, account) {
      who = account
      const jar = new Map<string, string>()
      let at = new URL(url)
      for (let i = 0; i < 10 && at.href.startsWith(issuer); i++) {
        const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
        const { headers } = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const one of headers.getSetCookie()) {
          const [name, value] = one.split(';')[0]!.split('=') as [string, string]
          jar.set(name, value)
        }
        at = new URL(headers.get('location')!, at)
      }
      return at
    },
  }
}
