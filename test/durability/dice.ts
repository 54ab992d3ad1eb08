/** Numbers that look random and are the same for the same seed. */
export class Dice {
  constructor(private state: number) {}

  /** @returns a whole number from 0 to below `sides` */
  roll(sides: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.state / 2 ** 32) * sides)
  }

  pick<T>(from: readonly T[]): T {
    return from[this.roll(from.length)]!
  }

  /** Dice of its own for one of several who act at once: what the others do changes nothing for it. */
  for(nth: number): Dice {
    return new Dice((this.state ^ Math.imul(nth + 1, 0x9e3779b1)) >>> 0)
  }
}
