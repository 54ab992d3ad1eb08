import { Server } from '@hocuspocus/server'

/** What Copse is measured against: Hocuspocus as it comes, which keeps the document in memory and stores it nowhere. */
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false })
await server.listen()
process.send!({ port: server.address.port })
