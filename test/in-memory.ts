import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Linux keeps what lies here in memory. */
const MEMORY = '/dev/shm'
/** So much a run may need, in bytes. */
const ROOM = 4 * 1024 ** 3
const NAME = 'copse-run-'

/**
 * Keeps what a run writes in memory, where the system has a place for that with room, and nobody has said where (`TMPDIR`). A
 * database of its own for each test file is some 1,400 small files, which take a disk half a second to make and memory a
 * twentieth of it. Whatever asks for a temporary folder gets one there, and nothing of it is left.
 */
export default function inMemory(): (() => void) | undefined {
  if (process.env.TMPDIR || !existsSync(MEMORY)) return
  forgetEnded()
  const { bavail, bsize } = statfsSync(MEMORY)
  if (bavail * bsize < ROOM) return
  const folder = mkdtempSync(join(MEMORY, `${NAME}${process.pid}-`))
  // As the system's own: other accounts have their files there, too.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  return () => {
    delete process.env.TMPDIR
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a run left that was killed. */
function forgetEnded(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = name.startsWith(NAME) && Number.parseInt(name.slice(NAME.length), 10)
    const path = join(MEMORY, name)
    if (pid && !existsSync(`/proc/${pid}`) && statSync(path).uid === process.getuid?.())
      rmSync(path, { recursive: true, force: true })
  }
}
