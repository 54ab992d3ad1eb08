import { Type as T } from '@sinclair/typebox'
import { invalid, notYours } from '../../platform/http/problems.ts'
import { mailWorks, queueMail } from '../../spine/people/mailing.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import {
  type Invitation,
  invitationPath,
  invitationsOf,
  makeInvitation,
  pastedAddresses,
  revokeInvitation,
} from '../../spine/spaces/invitations.ts'
import { placeholdersOf } from '../../spine/spaces/people.ts'
import { invitationsPage, type ShownInvitation } from './views/invitations.ts'

const Nullable = T.Union([T.String(), T.Null()])
const InvitationSchema = T.Object({
  id: T.Integer(),
  link: T.String(),
  note: T.String(),
  email: Nullable,
  usesMost: T.Union([T.Integer(), T.Null()]),
  uses: T.Integer(),
  expiresAt: Nullable,
  createdAt: T.String(),
  by: T.String(),
  usable: T.Boolean(),
})
const Days = T.Optional(T.Integer({ minimum: 1, maximum: 365 }))
const Note = T.Optional(T.String({ maxLength: 1000 }))

export const invitations = [
  get('/c/:space/invitations', {
    access: 'reader',
    summary: 'Invitations with their links: all for hosts, one’s own for members',
    response: T.Object({ invitations: T.Array(InvitationSchema), next: T.Null() }),
    async handle(ctx) {
      mayInvite(ctx)
      const shown = await shownInvitations(ctx)
      return page({ invitations: shown, next: null }, () => invitationsPage(ctx, shown, mailWorks(ctx)))
    },
  }),

  post('/c/:space/invitations', {
    access: 'writer',
    summary: 'Make an invitation: a link with a number of uses and an end',
    body: T.Object({
      note: Note,
      uses: T.Optional(T.Integer({ minimum: 1, maximum: 10_000 })),
      days: Days,
      claims: T.Optional(T.Integer()),
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
      })
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(`${url}#invitation-${id}`, { id, link: ctx.home + invitationPath(ctx.site, id), url }, 201)
    },
    form,
  }),

  post('/c/:space/invitations/addresses', {
    access: 'writer',
    summary: 'Invite by pasted addresses: one link for each, mailed where mail works',
    body: T.Object({ addresses: T.String({ minLength: 3, maxLength: 20_000 }), note: Note }),
    response: T.Object({ invited: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      mayInvite(ctx)
      const { addresses, wrong } = pastedAddresses(body.addresses)
      if (wrong.length) throw invalid('addresses', 'wrong-addresses', { list: wrong.slice(0, 5).join(', ') })
      if (!addresses.length) throw invalid('addresses', 'no-address')
      if (addresses.length > 200) throw invalid('addresses', 'too-many-addresses', { most: 200 })
      for (const email of addresses) {
        const id = await makeInvitation(ctx, { email, note: body.note, usesMost: 1, days: 30 })
        await queueMail(ctx, {
          kind: 'invitation',
          address: email,
          personId: null,
          subjectId: id,
          lang: spaceOf(ctx).lang,
        })
      }
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(url, { invited: addresses.length, url }, 201)
    },
    form,
  }),

  post('/c/:space/invitations/:invitation/revocation', {
    access: 'writer',
    summary: 'End an invitation at once',
    params: T.Object({ space: T.String(), invitation: T.Integer() }),
    response: T.Object({ url: T.String() }),
    async handle(ctx, { params }) {
      mayInvite(ctx)
      await revokeInvitation(ctx, params.invitation)
      const url = `/c/${spaceOf(ctx).slug}/invitations`
      return done(url, { url })
    },
  }),
]

async function form(
  ctx: Request,
  again: { typed: Record<string, string | string[] | undefined>; errors: Record<string, string> },
) {
  return invitationsPage(ctx, await shownInvitations(ctx), mailWorks(ctx), again)
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
    (one.expiresAt !== null && one.expiresAt < ctx.now) ||
    (one.usesMost !== null && one.uses >= one.usesMost)
  return {
    id: one.id,
    link: ctx.home + invitationPath(ctx.site, one.id),
    note: one.note,
    email: one.email,
    claims: one.claims,
    usesMost: one.usesMost,
    uses: one.uses,
    expiresAt: one.expiresAt?.toISOString() ?? null,
    createdAt: one.createdAt.toISOString(),
    by: one.by,
    usable: !over,
  }
}
