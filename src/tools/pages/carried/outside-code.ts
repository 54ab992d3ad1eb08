/**
 * Changes a Markdown text wherever it is not code: what stands in fences or between back-ticks stays as it is. In one pass,
 * whatever the text.
 */
export function outsideCode(text: string, change: (prose: string) => string): string {
  const out: string[] = []
  let block: string[] = []
  let fence = ''
  const prose = () => {
    if (block.length) out.push(outsideSpans(block.join('\n'), change))
    block = []
  }
  for (const line of text.split('\n')) {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence) {
      out.push(line)
      if (mark?.startsWith(fence) && /^[ \t>]*[`~]+[ \t]*$/.test(line)) fence = ''
    } else if (mark && !(mark[0] === '`' && line.slice(line.indexOf(mark) + mark.length).includes('`'))) {
      prose()
      fence = mark
      out.push(line)
    } else if (line.trim() === '') {
      prose()
      out.push(line)
    } else block.push(line)
  }
  prose()
  return out.join('\n')
}

/** The same within one paragraph, where code stands between runs of as many back-ticks. */
function outsideSpans(text: string, change: (prose: string) => string): string {
  if (!text.includes('`')) return change(text)
  const runs = [...text.matchAll(/`+/g)].map((run) => ({ at: run.index, size: run[0].length, next: -1 }))
  const last = new Map<number, number>()
  for (let i = runs.length - 1; i >= 0; i--) {
    runs[i]!.next = last.get(runs[i]!.size) ?? -1
    last.set(runs[i]!.size, i)
  }
  let out = ''
  let done = 0
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!
    if (run.next < 0 || text[run.at - 1] === '\\') continue
    const end = runs[run.next]!
    out += change(text.slice(done, run.at)) + text.slice(run.at, end.at + end.size)
    done = end.at + end.size
    i = run.next
  }
  return out + change(text.slice(done))
}
