/** What is kept of a log, so that nobody has to look: by rows, and by what they weigh as they are sent. */
const MOST_ROWS = 256
const MOST_BYTES = 512 * 1024
/** Who is further behind than this fetches what is missing by HTTP: no line is filled with it. */
const MOST_SENT = 96 * 1024

/** One row of a log, as it is sent: which line wrote it under which name of its own, and where its cursor is then. */
export type Sent = [number: number, line: string, id: number, data: string, at: string]

/** The end of a log, as far back as somebody may still ask for it. */
export class Recent {
  /** Up to where we have it. */
  have = 0
  private rows: Sent[] = []
  private bytes = 0

  keep(row: Sent): void {
    this.rows.push(row)
    this.bytes += row[3].length
    this.have = row[0]
    let gone = 0
    while (this.rows.length - gone > MOST_ROWS || (this.bytes > MOST_BYTES && this.rows.length - gone > 1))
      this.bytes -= this.rows[gone++]![3].length
    if (gone) this.rows.splice(0, gone)
  }

  /** What came after a number; undefined, where that is too much for a line or not all of it is here. */
  after(number: number): Sent[] | undefined {
    const first = this.rows.findIndex(([one]) => one > number)
    if (first < 0 || this.rows[first]![0] !== number + 1) return undefined
    const rows = this.rows.slice(first)
    return rows.reduce((all, [, , , data]) => all + data.length, 0) <= MOST_SENT ? rows : undefined
  }
}
