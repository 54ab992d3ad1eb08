import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'

/** A body that may take long is given up only when nothing of it came for so long. */
const IDLE_MS = 120_000

/** Lines on which a body comes that may take as long as it needs. */
const coming = new WeakSet<Socket>()

/**
 * Lets some requests take longer than all others may (`requestTimeout`): a large file over a slow line. Node looks at each
 * request once when its time is over, and leaves it alone when nobody ends it then.
 */
export function letSomeTakeLong(server: Server): void {
  const usual = server.listeners('clientError') as ((error: Error, socket: Socket) => void)[]
  server.removeAllListeners('clientError')
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && coming.has(socket)) return
    for (const listener of usual) listener.call(server, error, socket)
  })
}

/** From here on this body may come as slowly as it does, as long as it comes. Only for people who may send it. */
export function takesLong(request: IncomingMessage, idle = IDLE_MS): void {
  const { socket } = request
  // What comes over no line cannot be slow.
  if (!(socket instanceof Socket)) return
  coming.add(socket)
  socket.setTimeout(idle)
  const over = () => {
    coming.delete(socket)
    socket.setTimeout(0)
  }
  request.once('end', over)
  request.once('close', over)
}
