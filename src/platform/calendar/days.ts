import { DAY } from './local.ts'
import type { Rule } from './rule.ts'

/** Days are numbers: how many lie between them and the first of January 1970. */

export function dayNumber(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY
}

/** Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The rule with what it leaves to the first day: its weekday, its date, its month (RFC 5545, 3.3.10). */
export function completed(rule: Rule, first: number): Rule {
  const start = new Date(first * DAY)
  const byDay = [{ day: weekdayOf(first), nth: 0 }]
  const byMonthDay = [start.getUTCDate()]
  if (rule.freq === 'DAILY' || rule.byDay.length || rule.byMonthDay.length || rule.byYearDay.length) return rule
  if (rule.freq === 'WEEKLY' || rule.byWeekNo.length) return { ...rule, byDay }
  if (rule.freq === 'MONTHLY' || rule.byMonth.length) return { ...rule, byMonthDay }
  return { ...rule, byMonthDay, byMonth: [start.getUTCMonth() + 1] }
}

/** The days of the rule in its period of that number; the first day is in period 0. Sorted. The rule is a completed one. */
export function daysOf(rule: Rule, first: number, period: number): number[] {
  const away = period * rule.interval
  const start = new Date(first * DAY)
  if (rule.freq === 'DAILY') return fitting(rule, [first + away])
  if (rule.freq === 'WEEKLY') {
    return fitting(rule, run(first - ((weekdayOf(first) - rule.weekStart + 7) % 7) + away * 7, 7))
  }
  const year = start.getUTCFullYear()
  if (rule.freq === 'MONTHLY') return inMonth(rule, year, start.getUTCMonth() + 1 + away)
  if (rule.byWeekNo.length) return fitting(rule, weeksOf(rule, year + away))
  const months = rule.byMonth.length ? rule.byMonth : run(1, 12)
  return months.flatMap((month) => inMonth(rule, year + away, month))
}

/** The number of the last period that surely ends before that day, at least 0. */
export function periodBefore(rule: Rule, first: number, day: number): number {
  const days = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[rule.freq]
  return Math.max(0, Math.floor((day - first) / (days * rule.interval)) - 2)
}

function run(from: number, many: number): number[] {
  return Array.from({ length: many }, (_, at) => from + at)
}

function inMonth(rule: Rule, year: number, month: number): number[] {
  const first = dayNumber(year, month, 1)
  return fitting(rule, run(first, dayNumber(year, month + 1, 1) - first))
}

/** All days of those weeks of a year whose numbers the rule has, also where they lie in the year beside it. */
function weeksOf(rule: Rule, year: number): number[] {
  const start = weekOne(year, rule.weekStart)
  const weeks = (weekOne(year + 1, rule.weekStart) - start) / 7
  const numbers = rule.byWeekNo.map((number) => (number > 0 ? number : weeks + 1 + number))
  const real = [...new Set(numbers)].filter((number) => number > 0 && number <= weeks).sort((a, b) => a - b)
  return real.flatMap((number) => run(start + (number - 1) * 7, 7))
}

/** The first day of the first week that has four days of the year. */
function weekOne(year: number, weekStart: number): number {
  const fourth = dayNumber(year, 1, 4)
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7)
}

function fitting(rule: Rule, days: number[]): number[] {
  return days.filter((day) => fits(rule, day))
}

function fits(rule: Rule, day: number): boolean {
  // Most rules name days of the week alone, and many days are asked for.
  if (
    !rule.byMonth.length &&
    !rule.byMonthDay.length &&
    !rule.byYearDay.length &&
    rule.byDay.every(({ nth }) => !nth)
  ) {
    const weekday = weekdayOf(day)
    return !rule.byDay.length || rule.byDay.some((one) => one.day === weekday)
  }
  const at = new Date(day * DAY)
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
  if (rule.byMonth.length && !rule.byMonth.includes(month)) return false
  if (rule.byMonthDay.length && !counted(rule.byMonthDay, date, dayNumber(year, month + 1, 1) - day)) return false
  if (rule.byYearDay.length) {
    if (!counted(rule.byYearDay, day - dayNumber(year, 1, 0), dayNumber(year + 1, 1, 1) - day)) return false
  }
  return !rule.byDay.length || fitsWeekday(rule, day, year, month)
}

/** @param ahead how many days from the first to this one, with both; @param back the same from the last */
function counted(list: number[], ahead: number, back: number): boolean {
  return list.includes(ahead) || list.includes(-back)
}

function fitsWeekday(rule: Rule, day: number, year: number, month: number): boolean {
  const weekday = weekdayOf(day)
  // The second Tuesday is one of the month, unless the rule is of years and names no month.
  const ofYear = rule.freq === 'YEARLY' && !rule.byMonth.length
  const first = ofYear ? dayNumber(year, 1, 1) : dayNumber(year, month, 1)
  const end = ofYear ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)
  const ahead = Math.floor((day - first) / 7) + 1
  const back = Math.floor((end - 1 - day) / 7) + 1
  return rule.byDay.some((one) => one.day === weekday && (!one.nth || one.nth === ahead || one.nth === -back))
}
