import { record } from '../../../spine/activity/record.ts'
import { postMessage } from '../../../spine/messages/post.ts'
import { backstage } from '../../../spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import type { Site } from '../../../spine/request/site.ts'
import { slugOf } from '../../../spine/slug.ts'
import { keepAcceptance, openDiscussion } from '../discussions.ts'
import { type ImportedPost, readDump, type Skipped, surveyDump } from './stackexchange.ts'

interface ImportReport {
  questions: number
  answers: number
  people: number
  /** What was there already from an earlier run. */
  questionsBefore: number
  answersBefore: number
  skipped: Skipped[]
}

/** Where the posts are from. */
interface From {
  /** Address of the site. */
  base: string
  /** Language of the texts. */
  lang: string
}

interface ImportWish extends From {
  path: string
  /** Slug of the community. */
  into: string
  /** The host in whose name it is done. */
  personId: number
  progress(share: number): void
}

/**
 * Brings a Stack Exchange dump into a community. The whole file is checked first, so that a broken one changes nothing;
 * then each question comes with its answers in one transaction. What came before is found by its origin and not doubled,
 * so that an interrupted import can simply be run again.
 * @throws BrokenFile with the place
 */
export async function importStackExchange(site: Site, wish: ImportWish): Promise<ImportReport> {
  const survey = await surveyDump(wish.path, { base: wish.base })
  const report: ImportReport = {
    questions: 0,
    answers: 0,
    people: survey.authors.length,
    questionsBefore: 0,
    answersBefore: 0,
    skipped: survey.skipped,
  }
  const people = new Map<string, number>()
  const progress = (bytes: number) => wish.progress(survey.bytes ? bytes / survey.bytes : 1)
  for await (const thread of readDump(wish.path, progress, { base: wish.base })) {
    await backstage(site, wish.personId, wish.into, (ctx) => bringThread(ctx, wish, thread, people, report))
  }
  await backstage(site, wish.personId, wish.into, (ctx) => record(ctx, 'import.done', spaceOf(ctx).id))
  return report
}

async function bringThread(
  ctx: Ctx,
  from: From,
  thread: { question: ImportedPost; answers: ImportedPost[] },
  people: Map<string, number>,
  report: ImportReport,
): Promise<void> {
  const { question, answers } = thread
  const space = spaceOf(ctx)
  const source = `${from.base}/q/${question.id}`
  const [there] = await ctx.sql<
    { id: number }[]
  >`select id from item where space_id = ${space.id} and source = ${source}`
  let id = there?.id
  if (id) report.questionsBefore++
  else {
    const opened = await openDiscussion(
      ctx,
      {
        title: question.title ?? source,
        intent: 'question',
        tags: question.tags,
        lang: from.lang,
        text: question.markdown,
        source,
        origin: source,
      },
      { authorId: await personOf(ctx, from, question, people), at: question.createdAt },
    )
    id = opened.id
    if (question.editedAt)
      await ctx.sql`update message set edited_at = ${question.editedAt} where id = ${opened.posted.id}`
    report.questions++
  }
  const under = { id, spaceId: space.id, kind: 'discussion' }
  for (const answer of answers) await bringAnswer(ctx, from, under, question, answer, people, report)
}

async function bringAnswer(
  ctx: Ctx,
  from: From,
  under: { id: number; spaceId: number; kind: string },
  question: ImportedPost,
  answer: ImportedPost,
  people: Map<string, number>,
  report: ImportReport,
): Promise<void> {
  const origin = `${from.base}/a/${answer.id}`
  const [there] = await ctx.sql`select from message where space_id = ${under.spaceId} and origin = ${origin}`
  if (there) {
    report.answersBefore++
    return
  }
  const authorId = await personOf(ctx, from, answer, people)
  const posted = await postMessage(
    ctx,
    under,
    { source: answer.markdown, lang: from.lang, origin },
    { authorId, at: answer.createdAt },
  )
  if (answer.editedAt) await ctx.sql`update message set edited_at = ${answer.editedAt} where id = ${posted.id}`
  if (question.acceptedAnswerId === answer.id) {
    await keepAcceptance(ctx, under, posted.number, await personOf(ctx, from, question, people), answer.createdAt)
  }
  report.answers++
}

/** The placeholder for an author, made once; a real person who has claimed it is the same person still. */
async function personOf(
  ctx: Ctx,
  { base, lang }: From,
  post: ImportedPost,
  people: Map<string, number>,
): Promise<number> {
  const { key, name } = post.author
  const known = people.get(key)
  if (known) return known
  const handle = slugOf(name, 30)
  const [row] = await ctx.sql<
    [{ id: number }]
  >`select placeholder(${`${new URL(base).host}:${key}`}, ${handle.length >= 2 ? handle : 'author'}, ${name}, ${lang}) id`
  people.set(key, row.id)
  return row.id
}
