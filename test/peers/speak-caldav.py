"""Speaks CalDAV as python3-caldav does. Arguments: address, name, password. Says "fine" at its end, or breaks off."""

import sys
from datetime import date, datetime, timedelta, timezone

import caldav
from caldav.lib import error

address, name, password = sys.argv[1:4]
client = caldav.DAVClient(url=address, username=name, password=password)
principal = client.principal()
calendars = principal.calendars()
assert len(calendars) == 1, calendars
calendar = calendars[0]
assert calendar.get_properties([caldav.dav.DisplayName()])["{DAV:}displayname"] == "River Keepers"
assert calendar.get_supported_components() == ["VEVENT"], calendar.get_supported_components()

start = datetime(2027, 3, 1, 10, 0, tzinfo=timezone.utc)


def file(uid, *lines):
    said = [f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Peer//EN", "BEGIN:VEVENT", *said, "END:VEVENT", "END:VCALENDAR", ""]
    )


once = calendar.save_event(file("once@peer", "DTSTART:20270301T100000Z", "DTEND:20270301T110000Z", "SUMMARY:Weir walk"))
calendar.save_event(
    file("weekly@peer", "DTSTART:20270302T100000Z", "DTEND:20270302T110000Z", "RRULE:FREQ=WEEKLY;COUNT=5", "SUMMARY:Count")
)
calendar.save_event(file("whole@peer", "DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270312", "SUMMARY:Two days"))
calendar.save_event(file("ever@peer", "DTSTART:20270302T180000Z", "DTEND:20270302T190000Z", "RRULE:FREQ=YEARLY", "SUMMARY:Year"))
assert len(calendar.events()) == 4, calendar.events()
assert calendar.event_by_uid("once@peer").vobject_instance.vevent.summary.value == "Weir walk"
try:
    calendar.event_by_uid("never@peer")
    raise AssertionError("found what never was")
except error.NotFoundError:
    pass


def found(first, last, expand=False):
    events = calendar.date_search(first, last, expand=expand)
    return sorted(str(e.vobject_instance.vevent.summary.value) for e in events)


assert found(start, start + timedelta(hours=1)) == ["Weir walk"]
assert found(start - timedelta(hours=1), start) == []
assert found(start + timedelta(hours=1), start + timedelta(hours=2)) == []
assert found(datetime(2027, 3, 9, 9, 0), datetime(2027, 3, 9, 12, 0)) == ["Count"]
assert found(datetime(2027, 3, 10), datetime(2027, 3, 11)) == ["Two days"]
assert found(datetime(2027, 3, 12, 12), datetime(2027, 3, 13)) == []
assert found(datetime(2060, 3, 2), datetime(2060, 3, 3)) == ["Year"], "later than is known"
assert found(datetime(2060, 3, 3), datetime(2060, 3, 4)) == []

expanded = calendar.date_search(datetime(2027, 3, 1), datetime(2027, 3, 20), expand=True)
dates = [c for e in expanded for c in e.icalendar_instance.walk("vevent") if c["summary"] == "Count"]
assert [d["dtstart"].dt.day for d in dates] == [2, 9, 16], dates
assert all("rrule" not in d and "recurrence-id" in d for d in dates), dates

seen = calendar.objects(load_objects=True)
assert len(list(seen)) == 4
once.vobject_instance.vevent.summary.value = "Weir walk, later"
once.save()
calendar.event_by_uid("whole@peer").delete()
calendar.save_event(file("new@peer", "DTSTART:20270401T100000Z", "DTEND:20270401T110000Z", "SUMMARY:New"))
changed, gone = seen.sync()
assert (len(list(changed)), len(list(gone))) == (2, 1), (list(changed), list(gone))
assert calendar.event_by_uid("once@peer").vobject_instance.vevent.summary.value == "Weir walk, later"
assert len(calendar.events()) == 4

try:
    calendar.save_todo("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:t\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
    raise AssertionError("took a task")
except error.AuthorizationError:
    pass
for event in calendar.events():
    event.delete()
assert calendar.events() == []
print("fine")
