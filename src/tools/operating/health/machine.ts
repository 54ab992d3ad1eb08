import { readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../../platform/config.ts'
import { about, type Finding } from './finding.ts'

const GB = 1e9
const gigabytes = (bytes: number) => (bytes / GB).toFixed(bytes < 10 * GB ? 1 : 0)

/** People's files lie in these, each of which may be a disk of its own. */
const FILES = ['blobs', 'portraits', 'takeouts']

/** Room on the disk of the data, and on those of files and backups where they are others. */
export async function lookAtDisk(config: Pick<Config, 'dataDir' | 'backups' | 'secretFile'>): Promise<Finding[]> {
  const { well, warning } = about('disk')
  const findings = [await roomIn(config.dataDir, 'data')]
  const seen = new Set([await deviceOf(config.dataDir)])
  for (const folder of FILES.map((name) => join(config.dataDir, name))) {
    const device = await deviceOf(folder)
    if (!seen.has(device)) findings.push(await roomIn(folder, 'files'))
    seen.add(device)
  }
  if (config.backups && (await deviceOf(config.backups)) !== (await deviceOf(config.dataDir)))
    findings.push(await roomIn(config.backups, 'backups'))
  const secret = config.secretFile ? await stat(config.secretFile).catch(() => undefined) : undefined
  if (secret) findings.push(secret.mode & 0o077 ? warning('secret-open') : well('secret-closed'))
  return findings.filter((finding) => finding !== undefined)
}

/** Below this a site may stop at any time; below that it is time to think. */
export function roomSays(free: number, all: number): 'wrong' | 'warning' | 'well' {
  if (free < 0.4 * GB || free < all * 0.02) return 'wrong'
  return free < 1.5 * GB || free < all * 0.08 ? 'warning' : 'well'
}

async function roomIn(folder: string, which: 'data' | 'files' | 'backups'): Promise<Finding> {
  const disk = await statfs(folder)
  const [free, all] = [disk.bavail * disk.bsize, disk.blocks * disk.bsize]
  const state = roomSays(free, all)
  const says = state === 'well' ? 'disk-room' : 'disk-full'
  return about('disk')[state](says, { free: gigabytes(free), all: gigabytes(all), which })
}

/** The device that a folder is on, or will be. */
export async function deviceOf(folder: string): Promise<number | undefined> {
  for (let path = folder; ; path = join(path, '..')) {
    const there = await stat(path).catch(() => undefined)
    if (there) return there.dev
    if (path === join(path, '..')) return undefined
  }
}

export async function lookAtMemory(): Promise<Finding[]> {
  const { well, warning, unknown } = about('memory')
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1])
  const [all, free] = [kilobytes('MemTotal'), kilobytes('MemAvailable')]
  if (!all || !free) return [unknown('no-answer', { check: 'memory' })]
  const values = { free: Math.round(free / 1024), all: Math.round(all / 1024) }
  return [free < 100_000 ? warning('memory-low', values) : well('memory', values)]
}

/** When the makers of Node end their care for a version. */
const ENDS: Record<number, string> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' }

/** The version of Node that this runs on. */
export function lookAtNode(version = process.versions.node, now = new Date()): Finding[] {
  const { well, warning, wrong } = about('program')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) return [wrong('node-old', { version })]
  const end = ENDS[major]
  const ended = end ? new Date(end) < now : major % 2 === 1
  return [ended ? warning('node-ended', { version }) : well('node', { version })]
}
