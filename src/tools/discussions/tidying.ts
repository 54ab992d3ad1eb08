import { Type as T } from '@sinclair/typebox'
import type { Level } from '../../spine/items/follow.ts'
import { setSpaceFollow, setTagFollow } from '../../spine/items/follow.ts'
import { LevelSchema } from '../../spine/items/routes.ts'
import { changeTag, type Tag, tagFor, tagsOf } from '../../spine/items/tags.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { addressOf } from './address.ts'
import { hearingOf } from './hearing.ts'
import { TagSchema } from './schemas.ts'
import { followingPage } from './views/following.ts'
import { tagPage, tagsPage } from './views/tags.ts'

/** Empty: nothing chosen, what is said of the wider place holds. */
const Choice = T.Object({ level: T.Union([LevelSchema, T.Literal('')]) })
const chosen = (level: Level | '') => level || null

/** Words kept tidy, and how much one wants to hear. */
export const tidying = [
  get('/c/:space/tags', {
    access: 'reader',
    summary: 'Every tag with what it means and how much it holds',
    response: T.Object({ tags: T.Array(TagSchema), next: T.Null() }),
    load: ({ sql, params }) => tagsOf(sql, params.space),
    async handle(ctx, _input, rows) {
      const tags = rows.map((tag) => presentTag(ctx, tag))
      return page({ tags, next: null }, () => tagsPage(ctx, tags))
    },
  }),

  get('/c/:space/tags/:tag', {
    access: 'reader',
    summary: 'A tag: what it means, how much you want to hear of it',
    response: TagSchema,
    async handle(ctx, { params }) {
      const tag = await tagFor(ctx, params.tag)
      if (tag.name !== params.tag) return elsewhere(tagAddress(ctx, tag.name))
      const shown = presentTag(ctx, tag)
      return page(shown, () => tagPage(ctx, shown))
    },
  }),

  post('/c/:space/tags/:tag', {
    access: 'host',
    summary: 'Describe a tag, rename it, or put it together with another',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 60 }),
      description: T.Optional(T.String({ maxLength: 300 })),
      merge: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const tag = await tagFor(ctx, params.tag)
      const { name, description = tag.description, merge = false } = body
      const url = tagAddress(ctx, await changeTag(ctx, tag, { name, description, merge }))
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) =>
      tagPage(ctx, presentTag(ctx, await tagFor(ctx, params.tag)), { typed, errors }),
  }),

  post('/c/:space/tags/:tag/follow', {
    access: 'reader',
    summary: 'How much you want to hear of a tag; empty: as of the whole community',
    body: Choice,
    response: Url,
    async handle(ctx, { params, body }) {
      const tag = await tagFor(ctx, params.tag)
      await setTagFollow(ctx, tag.name, chosen(body.level))
      const url = tagAddress(ctx, tag.name)
      return done(url, { url })
    },
  }),

  get('/c/:space/following', {
    access: 'reader',
    summary: 'How much you want to hear here: of everything, of tags, of single discussions',
    response: T.Object({
      level: nullable(T.String()),
      tags: T.Array(TagSchema),
      discussions: T.Array(
        T.Object({ id: T.Integer(), url: T.String(), title: T.String(), lang: T.String(), level: T.String() }),
      ),
      next: T.Null(),
    }),
    load: ({ sql, params }) => hearingOf(sql, params.space),
    async handle(ctx, _input, [levels, tags, discussions]) {
      const data = {
        level: levels[0]?.level ?? null,
        tags: tags.filter(({ level }) => level).map((tag) => presentTag(ctx, tag)),
        discussions,
        next: null,
      }
      return page(data, () => followingPage(ctx, data))
    },
  }),

  post('/c/:space/following', {
    access: 'reader',
    summary: 'How much you want to hear of everything here',
    body: Choice,
    response: Url,
    async handle(ctx, { body }) {
      await setSpaceFollow(ctx, chosen(body.level))
      const url = `/c/${spaceOf(ctx).slug}/following`
      return done(url, { url })
    },
  }),
]

export type ShownTag = ReturnType<typeof presentTag>

function presentTag(ctx: Ctx, { name, description, count, level }: Tag) {
  return { name, url: addressOf(spaceOf(ctx).slug, { tag: name }), description, count, level }
}

function tagAddress(ctx: Ctx, name: string): string {
  return `/c/${spaceOf(ctx).slug}/tags/${encodeURIComponent(name)}`
}
