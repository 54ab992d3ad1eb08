import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'
import { parsedMail } from './parsed-mail.ts'

export type Received = ReturnType<typeof parsedMail>

/** A mail server that takes letters, or refuses the next ones. */
export async function smtpServer() {
  const received: Received[] = []
  const state = { refuse: 0, drop: 0 }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', (chunk) => {
        raw += chunk
      })
      stream.on('end', () => {
        if (state.refuse-- > 0) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        received.push(parsedMail(raw))
        // Taken, and the line is cut before the other side hears of it.
        if (state.drop-- > 0) for (const one of server.connections) if (one.id === session.id) return one.close()
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${port}`, received, state }
}
