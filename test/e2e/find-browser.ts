import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: string
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Finds a Chromium before any browser test runs; installs the system's own where that is possible. */
export default function setup(project: TestProject): void {
  project.provide('chromium', chromiumHere())
}

/** @returns the path of a Chromium @throws where there is none and none can be installed */
export function chromiumHere(): string {
  return named() ?? installed() ?? withApt()
}

function named(): string | undefined {
  const path = process.env.CHROMIUM
  if (path && !existsSync(path)) throw new Error(`CHROMIUM names ${path}, but there is nothing.`)
  return path
}

function installed(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...paths, ...ELSEWHERE].find((path) => existsSync(path))
}

function withApt(): string {
  const help = 'The browser tests need Chromium. Install it, or name one: CHROMIUM=/path/to/chromium npm test'
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (process.getuid?.() !== 0 || !/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(system)) throw new Error(help)
  console.log('No Chromium here: installing the package chromium. This is done once.')
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0
  const found =
    apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') && installed()
  if (!found) throw new Error(`apt-get could not install chromium. ${help}`)
  return found
}
