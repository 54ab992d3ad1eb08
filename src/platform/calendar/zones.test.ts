import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { localOf, momentOf, zoneName } from '../calendar.ts'
import { stretchesOf } from './zones.ts'

describe('zones', () => {
  it.each([
    ['Europe/Paris', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['Europe/Paris', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00Z'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00', '2025-12-31T18:15:00Z'],
    ['Africa/Monrovia', '1971-06-01T00:00:00', '1971-06-01T00:44:30Z'],
    ['Pacific/Kiritimati', '2027-01-01', '2026-12-31T10:00:00Z'],
  ])('know the moment of a local time in %s: %s', (zone, local, moment) => {
    expect(momentOf(local, zone)).toEqual(new Date(moment))
  })

  it('say the same as temporal-polyfill around every change of every clock', () => {
    const apart: string[] = []
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const { from } of [...stretchesOf(zone, 2011), ...stretchesOf(zone, 2026)]) {
        for (const minutes of [-1500, -61, -31, -1, 0, 1, 29, 59, 119, 1439]) {
          const local = localOf(new Date(from + minutes * 60_000), zone)
          const wall = Temporal.PlainDateTime.from(localOf(new Date(from + minutes * 60_000), null))
          const theirs = wall.toZonedDateTime(zone).epochMilliseconds
          if (momentOf(wall.toString(), zone).getTime() !== theirs) apart.push(`${zone} ${wall}`)
          const shown = Temporal.Instant.fromEpochMilliseconds(from + minutes * 60_000).toZonedDateTimeISO(zone)
          if (shown.toPlainDateTime().toString({ smallestUnit: 'second' }) !== local)
            apart.push(`${zone} shows ${local}`)
        }
      }
    }
    expect(apart).toEqual([])
  })

  it('keep the name that somebody chose', () => {
    expect(['europe/paris', 'Asia/Kathmandu', 'utc'].map(zoneName)).toEqual(['Europe/Paris', 'Asia/Kathmandu', 'UTC'])
  })
})
