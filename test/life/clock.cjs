/** Moves the clock of a program by as many milliseconds as stand in the file COPSE_TEST_CLOCK, now and when that changes. */
const { readFileSync } = require('node:fs')
const Real = Date
let moved = 0
const look = () => {
  try {
    moved = Number(readFileSync(process.env.COPSE_TEST_CLOCK, 'utf8')) || 0
  } catch {
    moved = 0
  }
}
look()
setInterval(look, 50).unref()
globalThis.Date = class MovedDate extends Real {
  constructor(...when) {
    if (when.length) super(...when)
    else super(Real.now() + moved)
  }
  static now() {
    return Real.now() + moved
  }
}
