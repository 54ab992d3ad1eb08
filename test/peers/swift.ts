import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { S3Config } from '../../src/platform/config.ts'

/** OpenStack's Swift with its S3 interface, as Debian packs it: a server of files that is not ours, on one folder. */
export interface Swift {
  config: S3Config
  stop(): Promise<void>
}

const KEY = 'copse:keeper'
const SECRET = 'keepers-secret'
const SERVERS = ['proxy', 'account', 'container', 'object'] as const

export const hasSwift = () =>
  SERVERS.every((one) => existsSync(`/usr/bin/swift-${one}-server`)) && existsSync('/etc/swift/swift.conf')

/** @throws with its log when it does not begin */
export async function swift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-swift-'))
  const ports = Object.fromEntries(await Promise.all(SERVERS.map(async (one) => [one, await freePort()]))) as Record<
    (typeof SERVERS)[number],
    number
  >
  mkdirSync(join(folder, 'disks', 'one'), { recursive: true })
  for (const one of ['account', 'container', 'object'] as const) {
    const ring = join(folder, `${one}.builder`)
    const build = (...words: string[]) => execFileSync('/usr/bin/swift-ring-builder', [ring, ...words])
    build('create', '4', '1', '0')
    build('add', `r1z1-127.0.0.1:${ports[one]}/one`, '1')
    build('rebalance')
  }
  for (const one of SERVERS) writeFileSync(join(folder, `${one}.conf`), settings(one, ports[one], folder))
  const log = openSync(join(folder, 'log'), 'a')
  const running: ChildProcess[] = SERVERS.map((one) =>
    spawn(`/usr/bin/swift-${one}-server`, [join(folder, `${one}.conf`), '--verbose'], { stdio: ['ignore', log, log] }),
  )
  const stop = async () => {
    for (const child of running) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
    }
    rmSync(folder, { recursive: true, force: true })
  }
  const config = { url: `http://127.0.0.1:${ports.proxy}/copse`, key: KEY, secret: SECRET, region: 'us-east-1' }
  try {
    for (let left = 100; !(await makeBucket(config)); left--) {
      if (!left) throw new Error(`Swift does not begin:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-4000)}`)
      await pause(200)
    }
    return { config, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function settings(one: (typeof SERVERS)[number], port: number, folder: string): string {
  const user = execFileSync('id', ['-un']).toString().trim()
  const common = `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
swift_dir = ${folder}
devices = ${join(folder, 'disks')}
mount_check = false
workers = 0
user = ${user}
log_level = WARNING
`
  if (one !== 'proxy')
    return `${common}\n[pipeline:main]\npipeline = ${one}-server\n\n[app:${one}-server]\nuse = egg:swift#${one}\n`
  return `${common}
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth copy bulk slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
# There is none: what it would remember is asked anew.
memcache_servers = 127.0.0.1:9
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_copse_keeper = ${SECRET} .admin
[filter:copy]
use = egg:swift#copy
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`
}

async function makeBucket({ url, key, secret, region }: S3Config): Promise<boolean> {
  const signer = new AwsV4Signer({
    url,
    method: 'PUT',
    accessKeyId: key,
    secretAccessKey: secret,
    region,
    service: 's3',
  })
  const { headers } = await signer.sign()
  const answer = await fetch(url, { method: 'PUT', headers }).catch(() => undefined)
  return answer?.status === 200
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
