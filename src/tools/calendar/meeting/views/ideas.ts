import { type Html, html } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { icon } from '../../../../ui/parts.ts'
import { formatsIn } from '../formats.ts'

/** Beside the field of the agenda: questions and ways, each group in a fold of its own. */
export function agendaIdeas(ctx: Request): Html {
  const { agendaIdeas: groups } = formatsIn(ctx.locale.lang)
  return fold(
    ctx,
    ctx.locale.t('meeting.ideas.agenda'),
    html`${groups.map(({ name, lines }) => fold(ctx, name, list(lines)))}`,
  )
}

/** Beside the field about access. */
export function accessIdeas(ctx: Request): Html {
  return fold(ctx, ctx.locale.t('meeting.ideas.access'), list(formatsIn(ctx.locale.lang).accessIdeas))
}

/** Beside the link of a call: so that it works with little data, too. */
export function onlineIdeas(ctx: Request): Html {
  return fold(ctx, ctx.locale.t('meeting.ideas.online'), list(formatsIn(ctx.locale.lang).onlineIdeas))
}

function fold(ctx: Request, name: string, inside: Html): Html {
  return html`<details class="more ideas template"><summary>${icon(ctx, 'chevron-right', true)} ${name}</summary>${inside}</details>`
}

const list = (lines: string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
