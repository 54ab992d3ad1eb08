import { Type as T } from '@sinclair/typebox'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post, type Upload } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { MOST_ADDRESSES, reportFor, textIn } from '../../spine/spaces/addresses.ts'
import {
  type Invitation,
  invitationPath,
  invitationsOf,
  inviteByName,
  makeInvitation,
  peopleBeside,
  revokeInvitation,
} from '../../spine/spaces/invitations.ts'
import { inviteAddresses } from '../../spine/spaces/inviting.ts'
import { guestDate, placeholdersOf } from '../../spine/spaces/people.ts'
import type { Again } from '../../ui/form.ts'
import { untilIn } from './until.ts'
import { invitationsPage, reportPage, type ShownInvitation } from './views/invitations.ts'

const InvitationSchema = T.Object({
  id: T.Integer(),
  link: T.String(),
  note: T.String(),
  email: nullable(T.String()),
  person: nullable(T.String()),
  standing: T.String(),
  until: nullable(T.String()),
  usesMost: nullable(T.Integer()),
  uses: T.Integer(),
  expiresAt: nullable(T.String()),
  createdAt: T.String(),
  by: T.String(),
  usable: T.Boolean(),
})
const Days = T.Optional(T.Integer({ minimum: 1, maximum: 365 }))
const Note = T.Optional(T.String({ maxLength: 1000 }))
const As = {
  as: T.Optional(T.Union([T.Literal('member'), T.Literal('guest')])),
  until: T.Optional(T.String({ maxLength: 30 })),
}
const LONGEST_FILE = 200_000

export const invitations = [
  get('/c/:space/invitations', {
    access: 'reader',
    summary: 'Invitations with their links: all for hosts, one’s own for members',
    response: T.Object({ invitations: T.Array(InvitationSchema), next: T.Null() }),
    async handle(ctx) {
      mayInvite(ctx)
      const all = await shownInvitations(ctx)
      const beside = await besideOf(ctx)
      return page({ invitations: all, next: null }, () => invitationsPage(ctx, all, beside, mailWorks(ctx)))
    },
  }),

  post('/c/:space/invitations', {
    access: 'writer',
    summary: 'Make an invitation: a link with a number of uses and an end; for guests with their last day',
    body: T.Object({
      note: Note,
      uses: T.Optional(T.Integer({ minimum: 1, maximum: 10_000 })),
      days: Days,
      claims: T.Optional(T.Integer()),
      ...As,
    }),
    response: T.Object({ id: T.Integer(), link: T.String(), url: T.String() }),
    async handle(ctx, { body }) {
      mayInvite(ctx)
      if (body.claims !== undefined) {
        hostOnly(ctx)
        if (!(await placeholdersOf(ctx, body.claims)).length) throw invalid('claims', 'choose')
      }
      const id = await makeInvitation(ctx, {
        note: body.note,
        usesMost: body.claims ? 1 : body.uses,
        days: body.days,
        claims: body.claims,
        guestUntil: guestUntil(ctx, body),
      })
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(`${url}#invitation-${id}`, { id, link: ctx.home + invitationPath(ctx.site, id), url }, 201)
    },
    form,
  }),

  post('/c/:space/invitations/addresses', {
    access: 'writer',
    summary: 'Invite by addresses, pasted or in a CSV file: one link for each, mailed where mail works; with a report',
    body: T.Object({ addresses: T.Optional(T.String({ maxLength: 50_000 })), note: Note, ...As }),
    files: true,
    response: T.Object({ id: T.Integer(), invited: T.Integer(), url: T.String() }),
    async handle(ctx, { body, files }) {
      mayInvite(ctx)
      const guest = guestUntil(ctx, body)
      const text = `${body.addresses ?? ''}\n${await textOf(ctx, files[0])}`
      const { report, invited } = await inviteAddresses(ctx, text, { note: body.note, guestUntil: guest })
      const url = `/c/${spaceOf(ctx).slug}/invitations/reports/${report}`
      return done(url, { id: report, invited, url }, 201)
    },
    form,
  }),

  get('/c/:space/invitations/reports/:report', {
    access: 'reader',
    summary: 'What became of each address that was brought',
    params: T.Object({ space: T.String(), report: T.Integer() }),
    response: T.Object({
      createdAt: T.String(),
      lines: T.Array(T.Object({ line: T.String(), email: nullable(T.String()), outcome: T.String() })),
    }),
    async handle(ctx, { params }) {
      mayInvite(ctx)
      const report = await reportFor(ctx, params.report)
      if (!report) throw notFound()
      const data = { createdAt: report.createdAt.toISOString(), lines: report.lines }
      return page(data, () => reportPage(ctx, report.lines, mailWorks(ctx)))
    },
  }),

  post('/c/:space/invitations/people', {
    access: 'writer',
    summary: 'Invite people of the community to its circle, by name',
    body: T.Object({ handles: T.Optional(T.Array(T.String({ maxLength: 40 }), { maxItems: 200 })), note: Note }),
    response: T.Object({ invited: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      mayInvite(ctx)
      const invited = await inviteByName(ctx, body.handles ?? [], body.note ?? '')
      if (!invited) throw invalid('handles', 'choose-someone')
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(url, { invited, url }, 201)
    },
    form,
  }),

  post('/c/:space/invitations/:invitation/revocation', {
    access: 'writer',
    summary: 'End an invitation at once',
    params: T.Object({ space: T.String(), invitation: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      mayInvite(ctx)
      await revokeInvitation(ctx, params.invitation)
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(url, { url })
    },
  }),
]

async function form(ctx: Request, again: Again) {
  return invitationsPage(ctx, await shownInvitations(ctx), await besideOf(ctx), mailWorks(ctx), again)
}

/** Only a circle has people beside it. */
async function besideOf(ctx: Ctx) {
  return spaceOf(ctx).kind === 'circle' ? peopleBeside(ctx) : []
}

/** @throws Invalid for a file that is too large to be a list of addresses */
async function textOf(ctx: Ctx, file: Upload | undefined): Promise<string> {
  if (!file) return ''
  if (file.bytes > LONGEST_FILE) throw invalid('addresses', 'too-many-addresses', { most: MOST_ADDRESSES })
  const chunks: Buffer[] = []
  for await (const chunk of ctx.site.blobs.read(file.hash)) chunks.push(chunk as Buffer)
  const text = textIn(Buffer.concat(chunks))
  if (text === undefined) throw invalid('addresses', 'not-a-list', { name: file.name })
  return text
}

/** The guest's last moment, where guests are invited. @throws 403 for members, Invalid without a day to come */
function guestUntil(ctx: Ctx, body: { as?: 'member' | 'guest'; until?: string }): Date | undefined {
  if (body.as !== 'guest') return undefined
  hostOnly(ctx)
  return guestDate(ctx, untilIn(ctx, body.until))
}

/** @throws 403 where only hosts invite */
function mayInvite(ctx: Ctx): void {
  const space = spaceOf(ctx)
  if (space.standing !== 'host' && !(space.membersInvite && space.standing === 'member')) throw notYours('hosts-only')
}

function hostOnly(ctx: Ctx): void {
  if (spaceOf(ctx).standing !== 'host') throw notYours('hosts-only')
}

async function shownInvitations(ctx: Request): Promise<ShownInvitation[]> {
  return (await invitationsOf(ctx)).map((one) => present(ctx, one))
}

function present(ctx: Request, one: Invitation): ShownInvitation {
  const over =
    one.revokedAt !== null ||
    one.declinedAt !== null ||
    (one.expiresAt !== null && one.expiresAt < ctx.now) ||
    (one.usesMost !== null && one.uses >= one.usesMost)
  return {
    id: one.id,
    link: ctx.home + invitationPath(ctx.site, one.id),
    note: one.note,
    email: one.email,
    claims: one.claims,
    person: one.person,
    standing: one.standing,
    until: one.until?.toISOString() ?? null,
    usesMost: one.usesMost,
    uses: one.uses,
    expiresAt: one.expiresAt?.toISOString() ?? null,
    createdAt: one.createdAt.toISOString(),
    by: one.by,
    usable: !over,
  }
}
