import type { Drafting } from '../../../../../ui/islands/parts/drafting.ts'
import { arrows, writeWith, writingKeys } from '../../../../../ui/islands/parts/formatting.ts'
import { insert } from '../../../../../ui/islands/parts/insert.ts'
import { offerWhileTyping } from '../../../../../ui/islands/parts/offering.ts'
import { Preview } from '../../../../../ui/islands/parts/preview.ts'
import { schema } from '../../../editor/schema.ts'
import { pictureOf } from '../../../editor/words.ts'
import type { Meeting } from '../together/meeting.ts'
import { Dialog } from './dialogs.ts'
import { PictureDialog, type Sent } from './picture-dialog.ts'
import { Rich } from './rich.ts'

/** What writing together needs of a desk. */
export interface AtDesk {
  element: HTMLElement
  form: HTMLFormElement
  rich: Rich
  words: Record<string, string>
  drafting: Drafting
}

type Way = 'rich' | 'markdown' | 'plain'
const SHELF = 'copse:writing'

/** Three ways to write the same page; the last one chosen is remembered in this browser. */
export class Desk {
  private readonly text: HTMLTextAreaElement
  private readonly tools: HTMLElement
  private readonly ways: HTMLSelectElement
  private readonly away = new AbortController()
  private rich: Rich | undefined
  private way: Way | undefined
  private helped = false
  /** Others write here too, or might. */
  private meeting: Meeting | undefined
  /** What the text began as: what one writes before the others are met is brought together with theirs. */
  private began: string
  /** Files that were sent for this page and what is said of them. */
  private readonly sent: { id: number | string; url: string; alt: string }[]

  constructor(
    private readonly element: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly words: Record<string, string>,
    private readonly drafting: Drafting,
  ) {
    this.text = element.querySelector<HTMLTextAreaElement>('[data-text]')!
    this.tools = element.querySelector<HTMLElement>('[data-toolbar]')!
    this.ways = element.querySelector<HTMLSelectElement>('[data-ways] select')!
    const outside = { signal: this.away.signal }
    this.ways.closest<HTMLElement>('[data-ways]')!.hidden = false
    this.ways.addEventListener('change', (event) => {
      event.stopPropagation()
      this.use(this.ways.value as Way)
      localStorage.setItem(SHELF, this.ways.value)
    })
    // Whoever looks at the form, to send it or to keep a draft, finds what is written.
    form.addEventListener('formdata', ({ formData }) => this.hand(formData), outside)
    form.addEventListener(
      'copse:filled',
      () => this.rich && this.way === 'rich' && this.rich.read(this.text.value),
      outside,
    )
    element.querySelector(`label[for="${this.text.id}"]`)?.addEventListener(
      'click',
      (event) => {
        if (this.way !== 'rich') return
        event.preventDefault()
        this.rich?.view.focus()
      },
      outside,
    )
    this.sent = JSON.parse(element.dataset.sent ?? '[]')
    this.began = this.text.defaultValue
    this.putAwayFiles()
    const focused = document.activeElement === this.text
    this.use(remembered())
    if (focused && this.way === 'rich') this.rich?.view.focus()
    addEventListener('beforeprint', () => this.hand(), outside)
  }

  stop(): void {
    this.hand()
    this.away.abort()
    this.meeting?.stop()
    this.rich?.stop()
    this.text.hidden = false
  }

  private use(way: Way): void {
    if (way === this.way && (way !== 'rich' || this.rich)) return
    const written = this.way === 'rich' ? this.rich?.markdown() : undefined
    if (this.way === 'rich' && this.meeting) {
      // In Markdown one writes alone; on the way back both are brought together.
      this.began = written ?? this.began
      this.meeting.stop()
      this.meeting = undefined
    }
    this.way = way
    this.ways.value = way
    this.text.hidden = way === 'rich'
    this.tools.hidden = way !== 'markdown'
    this.element.dataset.way = way
    if (way === 'rich') {
      if (this.rich) this.rich.read(this.text.value)
      else this.begin()
    } else if (written !== undefined && written !== this.text.value) this.put(written)
    if (way === 'markdown') this.help()
    this.rich?.show(way === 'rich')
    if (way === 'rich') void this.meet()
  }

  /** Where others write in the same page, one writes with them. Where that cannot be, alone. */
  private async meet(): Promise<void> {
    const { element, form, words, drafting, rich } = this
    if (!element.dataset.together || !rich || this.meeting) return
    const { Meeting } = await import('../together/meeting.ts')
    if (this.meeting || this.way !== 'rich' || this.away.signal.aborted) return
    this.meeting = new Meeting({ element, form, words, drafting, rich })
    await this.meeting.begin(this.began)
  }

  /** Where it cannot begin, the field is still there. */
  private begin(): void {
    try {
      this.rich = new Rich({
        element: this.element,
        text: this.text,
        space: this.element.dataset.space ?? '',
        words: this.words,
        changed: () => this.drafting.soon(),
        moved: () => this.meeting?.moved(),
        attached: (file, alt) => this.attach(file, alt),
      })
    } catch (error) {
      this.element.querySelector('.rich')?.remove()
      this.use('markdown')
      throw error
    }
  }

  /** Through the browser's own editing where that is quick, so that undo knows of it. */
  private put(written: string): void {
    if (written.length + this.text.value.length < 40_000) insert(this.text, 0, this.text.value.length, written)
    else this.text.value = written
    this.text.setSelectionRange(0, 0)
    this.text.blur()
    this.ways.focus()
  }

  private hand(data?: FormData): void {
    if (this.way === 'rich' && this.rich) {
      this.text.value = this.rich.markdown()
      data?.set(this.text.name, this.text.value)
    }
    // Those that are not in the text any more would be put at its end.
    for (const { id, url, alt } of this.sent) {
      if (!data || !this.text.value.includes(url)) continue
      data.append('attachments', String(id))
      data.append(alt ? `alt-${id}` : `decorative-${id}`, alt || 'true')
    }
  }

  /** Files have their place in the text here: the fields for them are for whoever has no script. */
  private putAwayFiles(): void {
    const files = this.element.querySelector<HTMLElement>('[data-files]')
    if (!files) return
    files.hidden = true
    for (const field of files.querySelectorAll('input')) field.disabled = true
  }

  /** What goes with writing Markdown: its toolbar, names, titles, a preview. */
  private help(): void {
    if (this.helped) return
    this.helped = true
    const { element, text, words } = this
    const space = element.dataset.space ?? ''
    const preview = new Preview(element, text, `${space}/pages`, words)
    const dialog = new Dialog(element.querySelector<HTMLDialogElement>('[data-dialog="picture"]')!)
    const says = { sending: words.uploading ?? '', sent: words.arrived ?? '', failed: words.failed ?? '' }
    const picturing = new PictureDialog(dialog, space, says)
    arrows(this.tools)
    offerWhileTyping(text, space, { ...words, write: words.offers ?? '' })
    writingKeys(text)
    for (const tool of this.tools.querySelectorAll<HTMLElement>('[data-more]')) tool.hidden = false
    this.tools.querySelector('[data-tool="more"]')?.remove()
    this.tools.addEventListener('click', (event) => {
      const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
      if (tool === 'preview') void preview.toggle()
      else if (tool === 'picture')
        picturing.ask(
          undefined,
          undefined,
          (kept) => {
            const written =
              'id' in kept
                ? `[${kept.name.replace(/[[\]\\]/g, '\\$&')}](${kept.url})`
                : pictureOf(schema.node('picture', { ...kept }))
            insert(text, text.selectionEnd, text.selectionEnd, written)
          },
          () => text.focus(),
          (sent, alt) => this.attach(sent, alt),
        )
      else if (tool) {
        preview.close()
        writeWith(text, tool)
      }
    })
  }

  /** With the page from now on, as long as the text shows it or leads to it. */
  private attach({ id, url }: Sent, alt: string): void {
    this.sent.push({ id, url, alt })
    this.meeting?.attached(id, alt)
    this.drafting.soon()
  }
}

function remembered(): Way {
  const way = localStorage.getItem(SHELF)
  return way === 'markdown' || way === 'plain' ? way : 'rich'
}
