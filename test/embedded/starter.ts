import { embeddedServer } from '../../src/platform/database/embedded.ts'

/**
 * A process of its own that starts the server of the folder it is given, tells about it in one line, and stays until
 * it is killed: what `copse start` is to the server.
 */
const [dataDir, settings] = process.argv.slice(2) as [string, string]
try {
  const { connection, adopted, pid } = await embeddedServer({
    dataDir,
    log: () => {},
    settings: JSON.parse(settings),
  })
  console.log(JSON.stringify({ connection, adopted, pid }))
  setInterval(() => {}, 60_000)
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }))
}
