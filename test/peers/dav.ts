import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { cleanUp, dataFolder, found, speak, start } from '../life/program.ts'

/** A started site whose community has files, and a name and a password for programs. */
export interface Shelf {
  /** Where the community’s files are, for programs. */
  address: string
  name: string
  password: string
  get(path: string): Promise<Response>
  post(path: string, body?: object): Promise<Response>
  /** Where the site is. */
  site: string
  community: string
  /** Ends it at once and starts it again, at another port. */
  killed(): Promise<void>
  end(): Promise<void>
}

export async function startShelf(): Promise<Shelf> {
  const folder = dataFolder()
  let site = await start(folder)
  const { cookie, community } = await found(site)
  const { post } = speak(site, cookie)
  const switched = await post(`${community}/settings/tools`, { tools: ['files', 'calendar'] })
  if (!switched.ok) throw new Error(await switched.text())
  const made = await post('/me/applications', { name: 'File manager', write: true })
  if (made.status !== 201) throw new Error(await made.text())
  const { password } = (await made.json()) as { password: string }
  return {
    get address() {
      return `${site.url}/dav/files/${community.slice(3)}/`
    },
    get site() {
      return site.url
    },
    name: 'ada@example.org',
    password,
    get: (path) => speak(site, cookie).get(path),
    post: (path, body) => speak(site, cookie).post(path, body ?? {}),
    community,
    async killed() {
      await site.kill()
      site = await start(folder)
    },
    async end() {
      await site.stop()
      await cleanUp(folder)
    },
  }
}

/** Runs a program of the system’s. @returns all that it said, whether it went well or not */
export async function run(program: string, words: string[], more: object = {}): Promise<{ ok: boolean; said: string }> {
  const options = { timeout: 300_000, maxBuffer: 50_000_000, encoding: 'utf8' as const, ...more }
  return promisify(execFile)(program, words, options).then(
    ({ stdout, stderr }) => ({ ok: true, said: String(stdout) + String(stderr) }),
    (error: Error & { stdout?: string; stderr?: string }) => ({
      ok: false,
      said: `${error.stdout ?? ''}${error.stderr ?? ''}\n${error.message}`,
    }),
  )
}
