import { finished, PassThrough } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { PIECE } from '../../platform/blobs/pieces.ts'
import { StoreTrouble } from '../../platform/blobs/s3/trouble.ts'
import type { Blobs } from '../../platform/blobs.ts'
import { failureOf } from '../../platform/database/failure.ts'
import { Problem } from '../../platform/http/problems.ts'
import { formFields } from '../../platform/http/server.ts'
import { withoutUnseen } from '../../platform/unseen.ts'
import type { Upload } from './route.ts'

/** What came with a form. */
export interface Came {
  fields: object
  files: Upload[]
  /** Why a file could not be kept, though nothing was wrong with it: there is no room. The rest was read all the same. */
  full?: unknown
  /** The store did not take a file, though it was not full. */
  away?: unknown
}

/**
 * Reads a multipart form to its end, before any transaction is open: fields, and files as blobs if they are kept.
 * @param limits in bytes, where they are not the usual @throws 413, 400
 */
export async function uploadsOf(
  request: FastifyRequest,
  blobs: Blobs | undefined,
  limits: { fileSize?: number; fieldSize?: number } = {},
): Promise<Came> {
  const pairs: [string, string][] = []
  const files: Upload[] = []
  let full: unknown
  let away: unknown
  const keep = (part: MultipartFile, into: Blobs) =>
    kept(part, into).then(
      (file) => void files.push(file),
      (error) => {
        if (failureOf(error) === 'full') full = error
        else if (error instanceof StoreTrouble) away = error
        else throw error
      },
    )
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') pairs.push([part.fieldname, String(part.value ?? '')])
      else if (part.filename && blobs) await keep(part, blobs)
      else part.file.resume()
    }
  } catch (error) {
    // What was not read yet stands before the next request on this connection, which would wait for ever.
    request.raw.unpipe()
    request.raw.resume()
    throw brokenOff(error) ? new Problem(400, 'not-understood') : error
  }
  return { fields: formFields(pairs), files, full, away }
}

/** Whether the form itself is broken: whoever reads it says so without a code; a disk or a limit has one. */
function brokenOff(error: unknown): boolean {
  const { code } = error as { code?: string }
  return !(error instanceof Problem) && (code === undefined || code === 'ERR_STREAM_PREMATURE_CLOSE')
}

async function kept(part: MultipartFile, blobs: Blobs): Promise<Upload> {
  const { hash, bytes } = await blobs.put(aside(part))
  if (part.file.truncated) throw new Problem(413, 'too-large')
  return { field: part.fieldname, name: plainName(part.filename), type: part.mimetype, hash, bytes }
}

/** The bytes of a file. Where they cannot be kept, the rest of them is read and let go, so that what comes after them is read. */
function aside({ file }: MultipartFile): PassThrough {
  const bytes = new PassThrough({ highWaterMark: PIECE })
  finished(file, (error) => error && bytes.destroy(error))
  bytes.once('close', () => file.resume())
  return file.pipe(bytes)
}

/** A file's name without folders, control signs and direction tricks. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    withoutUnseen(last)
      .replace(/["<>|:*?]/g, '')
      .trim()
      .slice(-200) || 'file'
  )
}
