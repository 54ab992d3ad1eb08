import type { CDPSession, Page } from 'playwright-core'

/** A node of the accessibility tree, as the browser gives it to a screen reader. */
interface Node {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  value?: { value: unknown }
  properties?: { name: string; value: { value?: unknown } }[]
  childIds?: string[]
  parentId?: string
  backendDOMNodeId?: number
}

/** In plain words; what is not here is said by its own name. */
const roles: Record<string, string> = {
  textbox: 'text field',
  combobox: 'choice',
  DisclosureTriangle: 'button that opens',
  image: 'picture',
  columnheader: 'column heading',
  separator: 'line across',
  listitem: 'item',
  time: '',
  navigation: 'navigation',
  contentinfo: 'footer',
  emphasis: '',
  strong: '',
  StaticText: '',
  paragraph: '',
  LabelText: '',
  generic: '',
  none: '',
}
/** These are said by their name; what lies in them is that name. */
const whole = new Set([
  'button',
  'link',
  'heading',
  'image',
  'DisclosureTriangle',
  'option',
  'combobox',
  'checkbox',
  'radio',
  'cell',
  'columnheader',
])
/** Not said by themselves: only what lies in them. */
const passed = new Set([
  'generic',
  'none',
  'LabelText',
  'RootWebArea',
  'rowgroup',
  'form',
  'Section',
  'sectionheader',
  'details',
  'Details',
])
/** Where one comes into them they are named before what has the focus. */
const around = new Set(['dialog', 'toolbar'])
const silent = new Set(['InlineTextBox', 'ListMarker', 'LineBreak'])

/**
 * What somebody hears who reads this page with a screen reader: what has the focus, what live regions announce, and the whole in
 * its reading order. It comes from the browser's accessibility tree; how a program words it differs, what there is to say does not.
 */
export class Listening {
  readonly lines: string[] = []
  private focus = ''
  private within = ''

  private constructor(
    readonly page: Page,
    private readonly tree: CDPSession,
  ) {}

  /** Before the page is opened: from the first moment on everything announced is heard. */
  static async to(page: Page): Promise<Listening> {
    await page.addInitScript(listenToRegions)
    const tree = await page.context().newCDPSession(page)
    await tree.send('Accessibility.enable')
    return new Listening(page, tree)
  }

  /** A heading of the transcript. */
  part(title: string): void {
    this.lines.push('', `## ${title}`, '')
  }

  /** One thing that is done by keys, and what is said to it. */
  async after(done: string, work: () => Promise<unknown>): Promise<void> {
    await work()
    await this.settled()
    const said = await this.announced()
    const { focus, within } = await this.focused()
    const entered = within && within !== this.within ? [within] : []
    const moved = focus !== this.focus ? [focus] : []
    Object.assign(this, { focus, within })
    this.lines.push(
      `- ${done}`,
      ...[...entered, ...moved, ...said.map((one) => `says “${one}”`)].map((one) => `  - ${one}`),
    )
  }

  press(...keys: string[]): Promise<void> {
    return this.after(keys.map((key) => `_${key}_`).join(' '), async () => {
      for (const key of keys) await this.page.keyboard.press(key)
    })
  }

  type(words: string): Promise<void> {
    return this.after(`writes “${words}”`, () => this.page.keyboard.type(words))
  }

  /** All that is there, from top to bottom. @param selector within this */
  async read(selector: string): Promise<void> {
    const nodes = await this.nodes()
    const { result } = await this.tree.send('Runtime.evaluate', {
      expression: `document.querySelector(${JSON.stringify(selector)})`,
    })
    const { node } = await this.tree.send('DOM.describeNode', { objectId: result.objectId! })
    const top = [...nodes.values()].find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId)
    if (!top) throw new Error(`${selector} is not in the accessibility tree`)
    this.walk(nodes, top, 0)
  }

  /** What somebody hears: everything up to now. */
  get transcript(): string {
    return `${this.lines.join('\n').trim()}\n`
  }

  private walk(nodes: Map<string, Node>, node: Node, depth: number): void {
    const role = node.role?.value ?? ''
    if (silent.has(role) || (role === 'status' && !node.childIds?.length)) return
    const said = node.ignored || passed.has(role) ? '' : spoken(node, this.itemsIn(nodes, node))
    if (said) this.lines.push(`${'  '.repeat(depth)}- ${said}`)
    // A cell that leads somewhere is gone through: its links are what one can do there.
    if (!node.ignored && whole.has(role) && !(role === 'cell' && this.leads(nodes, node))) return
    if (!node.ignored && role === 'paragraph') return void this.sentence(nodes, node, depth)
    for (const id of node.childIds ?? []) {
      const child = nodes.get(id)
      if (child) this.walk(nodes, child, said ? depth + 1 : depth)
    }
  }

  private leads(nodes: Map<string, Node>, { childIds = [] }: Node): boolean {
    return childIds.some((id) => {
      const child = nodes.get(id)
      return child !== undefined && (child.role?.value === 'link' || this.leads(nodes, child))
    })
  }

  private itemsIn(nodes: Map<string, Node>, { childIds = [] }: Node): number {
    return childIds.filter((id) => nodes.get(id)?.role?.value === 'listitem').length
  }

  /** A paragraph is read in one go, with its links where they stand. */
  private sentence(nodes: Map<string, Node>, node: Node, depth: number): void {
    const parts: string[] = []
    const gather = (one: Node) => {
      const role = one.role?.value ?? ''
      if (silent.has(role)) return
      if (!one.ignored && role === 'StaticText') parts.push(one.name?.value ?? '')
      else if (!one.ignored && whole.has(role)) parts.push(` [${spoken(one)}] `)
      else for (const id of one.childIds ?? []) gather(nodes.get(id)!)
    }
    gather(node)
    const text = parts.join('').replace(/\s+/g, ' ').trim()
    if (text) this.lines.push(`${'  '.repeat(depth)}- ${text}`)
  }

  private async nodes(): Promise<Map<string, Node>> {
    const { nodes } = (await this.tree.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
    return new Map(nodes.map((node) => [node.nodeId, node]))
  }

  /** What has the focus, and what it lies in. */
  private async focused(): Promise<{ focus: string; within: string }> {
    const nodes = await this.nodes()
    const there = [...nodes.values()].filter(({ properties }) =>
      properties?.some(({ name, value }) => name === 'focused' && value.value === true),
    )
    const node = there.findLast(({ role }) => role?.value !== 'RootWebArea') ?? there[0]
    if (!node) return { focus: 'nothing has the focus', within: '' }
    let above = nodes.get(node.parentId ?? '')
    while (above && !around.has(above.role?.value ?? '')) above = nodes.get(above.parentId ?? '')
    return { focus: spoken(node), within: above ? spoken(above) : '' }
  }

  /** What was announced since it was last asked. */
  private announced(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { announced?: string[] }).announced?.splice(0) ?? [])
  }

  /** Nothing is on its way any more: what is said, is said. */
  private async settled(): Promise<void> {
    await this.page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 60))))
  }
}

/** Role, name, state and description, in the order in which they are mostly said. */
function spoken({ role, name, description, value, properties = [] }: Node, items = 0): string {
  const state = new Map(properties.map((one) => [one.name, one.value.value]))
  const kind = role?.value ?? ''
  const words = roles[kind] ?? kind
  const called = (name?.value ?? '').replace(/\s+/g, ' ').trim()
  if (kind === 'StaticText') return called.replace(/\d{1,2}:\d\d/, '12:00')
  const states = [
    kind === 'list' && `of ${items}`,
    /cell|columnheader/.test(kind) && !called && 'empty',
    kind === 'heading' && `level ${state.get('level')}`,
    state.get('multiline') && 'several lines',
    state.get('required') && 'required',
    state.get('invalid') === 'true' && 'not right',
    state.get('pressed') === 'true' && 'on',
    state.get('checked') === 'true' && 'checked',
    state.get('checked') === 'false' && 'not checked',
    state.get('expanded') === true && 'open',
    state.get('expanded') === false && 'closed',
    state.get('disabled') && 'cannot be used',
    state.get('hasPopup') === 'dialog' && 'asks something',
    state.get('keyshortcuts') && `keys ${state.get('keyshortcuts')}`,
    kind === 'combobox' && value?.value && `now “${value.value}”`,
  ].filter(Boolean)
  const said = [words, called && `“${called}”`].filter(Boolean).join(' ')
  const more = description?.value && description.value !== called && kind !== 'time' ? ` – ${description.value}` : ''
  return [said, ...states].filter(Boolean).join(', ') + more
}

/** Runs in the page: notes what its live regions announce, as a screen reader takes it up: what is new, once it is there. */
function listenToRegions(): void {
  const announced: string[] = []
  Object.assign(window, { announced })
  const last = new WeakMap<Element, string>()
  const regions = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])'
  const look = (node: globalThis.Node | null) => {
    const at = node instanceof Element ? node : node?.parentElement
    const region = at?.closest(regions)
    // What is drafted is said whenever the server has it: it has a part of its own.
    if (!region || region.matches('[data-status]') || !(region as HTMLElement).checkVisibility()) return
    const text = (region.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (text && last.get(region) !== text) announced.push(text)
    last.set(region, text)
  }
  new MutationObserver((changes) => {
    for (const { target } of changes) look(target)
  }).observe(document, { subtree: true, childList: true, characterData: true })
}
