import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import type { Again } from '../../ui/form.ts'
import { ownFiles } from '../attachments/attachments.ts'
import { keepFiles } from '../attachments/kept.ts'
import { filesAgain, filesOf, shownFiles, writing } from '../attachments/written.ts'
import { draftAt, dropDraft } from '../drafts/drafts.ts'
import { meOf, type Request } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { editMessage, mustBeAuthor, type StoredMessage } from './change.ts'
import { type Finding, messageAt, messageUrl, placeOf } from './messaging.ts'
import { Said } from './saying-routes.ts'
import { editPage, type On } from './views.ts'

/** Changing what one said. */
export function editingRoutes(finding: Finding): Route[] {
  const here = `${finding.path}/messages/:number/edit`
  return [
    get(here, {
      access: 'writer',
      summary: 'The source of one of your messages, to edit',
      response: T.Object({ number: T.Integer(), source: T.String(), version: T.Integer(), lang: T.String() }),
      async handle(ctx, { params }) {
        const { under, message } = await messageAt(finding, ctx, params)
        if (message.authorId !== meOf(ctx).id || message.removedAt) return elsewhere(placeOf(under, message))
        const { number, source, version, lang } = message
        const view = await editing(ctx, under, message)
        return page({ number, source, version, lang }, () => view)
      },
    }),

    post(here, {
      access: 'writer',
      summary: 'Change what your message says and its files (left out: as they are); what it said is kept',
      body: writing({ version: T.Integer() }),
      files: keepFiles,
      response: Said,
      async handle(ctx, { params, body, files }) {
        const { under, message } = await messageAt(finding, ctx, params)
        mustBeAuthor(ctx, message)
        const { id, number } = message
        const kept = body.attachments ?? message.attachments.map((file) => file.id)
        const attachments = await filesOf(ctx, { ...body, attachments: kept }, files, id)
        const { version, text = '', lang = message.lang } = body
        await editMessage(ctx, under, message, { version, text, lang, attachments })
        await dropDraft(ctx, `edit:${id}`)
        return done(placeOf(under, message), { id, number, url: messageUrl(under, message) })
      },
      async form(ctx, { params, typed, errors, files }) {
        const { under, message } = await messageAt(finding, ctx, params)
        const attached = await filesAgain(ctx, typed, files, message.id)
        return editing(ctx, under, message, { typed, errors, attached })
      },
    }),
  ]
}

/** The page for changing a message: as it is, or as one has begun to change it. */
async function editing(ctx: Request, under: On, message: StoredMessage, again: Again = {}): Promise<Html> {
  const draft = await draftAt(ctx, `edit:${message.id}`)
  const has = message.attachments.map((file) => file.id)
  // What a program kept as a draft may say nothing of files.
  const listed = draft?.fields.attachments === undefined ? undefined : draft.files
  const files = listed ?? shownFiles(ctx, await ownFiles(ctx, has, message.id))
  return editPage(ctx, under, message, { draft, files }, again)
}
