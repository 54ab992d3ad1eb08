import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
  lang: string
  /** Fixed before the first try, so that a second one is the same mail. */
  messageId: string
  /** What else its head says: what it belongs to, how to stop it. */
  headers: Record<string, string>
}

/** Sends letters. `send` resolves when the next server has taken the letter, and rejects when it has not. */
export interface Post {
  send(letter: Letter): Promise<void>
}

/** Letters leave by SMTP. */
export function smtpPost(url: string, from: string): Post {
  const transport = nodemailer.createTransport(url, { from })
  return {
    async send({ to, subject, text, html, messageId, lang, headers }) {
      await transport.sendMail({
        to,
        subject,
        text,
        html,
        messageId,
        headers: {
          'Content-Language': lang,
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...headers,
        },
      })
    },
  }
}

/** Letters are kept in a folder, one file each: for the demonstration and development. */
export function outboxPost(folder: string, from: string): Post {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from })
  return {
    async send({ to, subject, text, html, messageId, lang, headers }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { message } = await transport.sendMail({
        to,
        subject,
        text,
        html,
        messageId,
        headers: { 'Content-Language': lang, ...headers },
      })
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${messageId.replace(/[^a-z0-9]/gi, '').slice(0, 12)}`
      await writeFile(join(folder, `${name}.eml`), message as Buffer, { mode: 0o600 })
      await writeFile(join(folder, `${name}.json`), JSON.stringify({ to, subject, text }), { mode: 0o600 })
    },
  }
}

/** What lies in an outbox, newest first. */
export async function outboxIn(folder: string): Promise<{ to: string; subject: string; text: string }[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
    .slice(0, 50)
  return Promise.all(newest.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
}
