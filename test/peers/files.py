"""Reads a calendar file with python-icalendar: title, beginning and end of each event in UTC, by the file's own VTIMEZONE."""
import json
import sys
from datetime import datetime, time, timezone

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
zones = {str(part['TZID']): part.to_tz() for part in calendar.walk('VTIMEZONE')}


def utc(prop):
    value = prop.dt
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), timezone.utc)
    if 'TZID' in prop.params:
        value = zones[prop.params['TZID']].localize(value.replace(tzinfo=None))
    return value.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S')


json.dump(
    [[str(e['SUMMARY']), utc(e['DTSTART']), utc(e.get('DTEND', e['DTSTART']))] for e in calendar.walk('VEVENT')],
    sys.stdout,
)
