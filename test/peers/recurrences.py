"""Answers questions of test/calendar/cases.ts with python-dateutil and the zones of the system: JSON in, JSON out.

Rules run by the clock on the wall, as dateutil has no zones in rules. What RFC 5545 says besides is done here: times that the
clock skips are left out before they are counted (3.3.10), the first time is DTSTART and counts (3.8.2.4), a UNTIL that is a
date takes in its day.
"""
import itertools
import json
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

MOST = 2000


def naive(text):
    return datetime.fromisoformat(text)


def moment(local, zone):
    return local.replace(tzinfo=zone, fold=0).astimezone(timezone.utc)


def skipped(local, zone):
    return moment(local, zone).astimezone(zone).replace(tzinfo=None) != local


def until_of(text, zone):
    if text.endswith('Z'):
        value = datetime.strptime(text, '%Y%m%dT%H%M%SZ').replace(tzinfo=timezone.utc)
        return value.astimezone(zone).replace(tzinfo=None)
    if 'T' in text:
        return datetime.strptime(text, '%Y%m%dT%H%M%S')
    return datetime.strptime(text, '%Y%m%d') + timedelta(days=1, seconds=-1)


def series(rule, start, zone):
    """Local starts by the rule, without UNTIL and COUNT, which hold for what is left after skipping."""
    parts = dict(part.split('=') for part in rule.split(';'))
    count = int(parts.pop('COUNT', 10**9))
    until = until_of(parts.pop('UNTIL'), zone) if 'UNTIL' in parts else datetime.max
    text = ';'.join('='.join(part) for part in parts.items())
    generated = (at for at in rrulestr(text, dtstart=start) if at > start and not skipped(at, zone))
    yield start
    yield from itertools.takewhile(lambda at: at <= until, itertools.islice(generated, count - 1))


def answer(case):
    when = case['when']
    zone = ZoneInfo(when['zone'] or 'UTC')
    start = naive(when['starts'])
    begin = naive(case['from']).replace(tzinfo=timezone.utc) if 'from' in case else None
    end = naive(case['to']).replace(tzinfo=timezone.utc)
    beyond = naive(case['to']) + timedelta(days=3)
    rule = when.get('rule')
    generated = series(rule, start, zone) if rule else iter([start])
    starts = set(itertools.islice(itertools.takewhile(lambda at: at < beyond, generated), 200000))
    starts |= {naive(date) for date in when.get('dates') or []}
    for date in when.get('except') or []:
        if len(date) == 10:
            starts = {at for at in starts if at.date() != naive(date).date()}
        else:
            starts.discard(naive(date))
    moments = sorted(moment(at, zone) for at in starts)
    found = [at for at in moments if at < end and (begin is None or at >= begin)]
    return [at.strftime('%Y-%m-%dT%H:%M:%SZ') for at in found[:MOST]]


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
