"""`/daily`: a channel's daily question, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.learning import (
    Schedule,
    begin_after,
    day_words,
    duration_words,
    local_date,
    next_due,
    parse_days,
    parse_duration,
    parse_time,
    parse_zone,
    schedule_words,
)
from bot.library import Library
from bot.messages import Field, FieldKind, Form, Heading, Message, Part, Table, Text, Tone
from bot.ports import Daily, Entry
from bot.usecases.desk import Desk, Visit
from bot.usecases.opening import open_day
from bot.usecases.proof import named
from bot.usecases.settling import ASKED

OPEN_FOR = timedelta(hours=8)
OPEN_RANGE = (timedelta(minutes=10), timedelta(days=7))
GRACE = timedelta(hours=6)
LINES = 7  # of the journal
SKIP, AGAIN = "leave it", "post again"  # where nobody can tell whether a question was posted
_DAYS = ("daily", "mon-fri", "sat,sun")
_LENGTHS = ("4h", "8h", "12h", "24h")
NONE = "This channel has no daily question. /daily set 09:00 gives it one."
_HAPPENED = {
    ASKED: "asked for",
    "posted": "posted",
    "late": "posted late",
    "skipped": "not posted",
    "failed": "not posted",
    "unsure": "not known whether posted",
    "paused": "paused",
}


async def daily(desk: Desk, call: CommandCalled) -> Message:
    """Set, pause, resume, look at or explain the channel's daily question, or ask it now."""
    what = call.args.get("what", "status")
    if what == "set" and not call.args.get("time"):
        if len(call.args) > 1:
            raise UsageError("At what time of day? For example: /daily set 09:00 Europe/Berlin.")
        return await desk.look(call, _form(call))
    if what in _LOOKS:
        return await desk.look(call, _LOOKS[what])
    if what == "set":
        return await desk.once(call, lambda visit: _set(visit, call.args, call.where.zone))
    return await desk.once(call, lambda visit: _CHANGES[what](visit, call.args))


def _set(visit: Visit, args: Mapping[str, str], suggested: str) -> Message:
    """`suggested` is the zone that the platform knows of whoever asks, if any."""
    before = visit.tx.daily(visit.member.spot, held=True)
    zone = args.get("zone") or (before.schedule.zone if before else suggested)
    if not zone:
        raise UsageError("In which time zone? For example: /daily set 09:00 Europe/Berlin.")
    schedule = Schedule(
        time=parse_time(args["time"]),
        zone=parse_zone(zone),
        days=parse_days(args.get("days") or "daily"),
        open_for=parse_duration(args["open"], *OPEN_RANGE) if args.get("open") else OPEN_FOR,
        grace=GRACE,
    )
    pack, topics = _pack(visit.library, args.get("topics", ""))
    if not visit.library.daily_pool(pack, topics, args.get("levels", "")).questions:
        raise UsageError("The notes have no question for that choice; name other topics or levels.")
    handled = begin_after(schedule, visit.now, before.handled if before else None)
    kept = Daily(
        spot=visit.member.spot,
        schedule=schedule,
        pack=pack,
        next_due_at=next_due(schedule, handled)[1],
        topics=topics,
        levels=args.get("levels", ""),
        resend=args.get("unsure", AGAIN if before and before.resend else SKIP) == AGAIN,
        handled=handled,
        manager=visit.member.person,
    )
    visit.tx.keep_daily(kept)
    return Message((Text(f"The daily question is set: {schedule_words(schedule)}.", Tone.GOOD), *_next(kept)))


def _pack(library: Library, words: str) -> tuple[str, str]:
    """The pack that the first word names, and the topics that the others name."""
    first, _, rest = words.partition(" ")
    for pack in library.packs:
        if first.casefold() == pack.name.casefold():
            words = rest
            break
    else:
        pack = library.packs[0]
    if words:
        library.find_topics(words)
    return pack.name, words


def _now(visit: Visit, args: Mapping[str, str]) -> Message:
    kept = visit.tx.daily(visit.member.spot, held=True)
    if kept is None:
        open_day(visit, _once(visit), visit.today)
        return Message((Text("A question is on its way.", Tone.GOOD),))
    today = local_date(visit.now, kept.schedule.zone)
    if _was_asked(visit, kept, today):
        raise UsageError(f"Today's question has been asked already. The next one comes {_when(kept)}.")
    if open_day(visit, kept, today) is None:
        raise UsageError("The notes have no question that fits this channel's topics and levels.")
    visit.tx.keep_daily(replace(kept, handled=today, next_due_at=next_due(kept.schedule, today)[1]))
    visit.tx.note(kept.spot, Entry(today, ASKED, "", visit.now, visit.member.person))
    return Message((Text("Today's question is on its way.", Tone.GOOD),))


def _once(visit: Visit) -> Daily:
    """A schedule for one question in a channel that has none; it is not kept."""
    zone = visit.member.zone or "UTC"
    schedule = Schedule(time(), zone, frozenset(range(7)), OPEN_FOR, GRACE)
    pack, topics = _pack(visit.library, "")
    return Daily(visit.member.spot, schedule, pack, visit.now, topics)


def _was_asked(visit: Visit, kept: Daily, today: date) -> bool:
    """Whether today's question is in the channel or on its way; one that failed may be asked again."""
    asking = visit.tx.last_daily(kept.spot)
    if asking is None or asking.day != today:
        return False
    became = [entry.what for entry in visit.tx.journal(kept.spot, LINES) if entry.day == today]
    return not became or became[0] in ("posted", "late", ASKED)


def _pause(visit: Visit, args: Mapping[str, str]) -> Message:
    kept = _kept(visit, held=True)
    visit.tx.keep_daily(replace(kept, paused="a manager paused it"))
    visit.tx.note(kept.spot, Entry(visit.today, "paused", "", visit.now, visit.member.person))
    return Message((Text("Paused; streaks don't suffer. /daily resume starts it again.", Tone.GOOD),))


def _resume(visit: Visit, args: Mapping[str, str]) -> Message:
    kept = _kept(visit, held=True)
    handled = begin_after(kept.schedule, visit.now, kept.handled)
    going = replace(kept, paused=None, handled=handled, next_due_at=next_due(kept.schedule, handled)[1])
    visit.tx.keep_daily(going)
    for address in visit.tx.addresses(kept.spot):
        if address.off:
            visit.tx.switch(address.place, None)
    return Message((Text("The daily question goes on.", Tone.GOOD), *_next(going)))


def _status(visit: Visit) -> Message:
    kept = visit.tx.daily(visit.member.spot)
    if kept is None:
        return Message((Text(NONE),))
    about = schedule_words(kept.schedule) + (f", on {kept.topics}" if kept.topics else "")
    state = Text(f"Paused: {kept.paused.rstrip('.')}.", Tone.ALMOST) if kept.paused else _next(kept)[0]
    off = tuple(
        Text(f"Not on {named(a.place.platform)}: {a.off} /daily resume tries again.", Tone.ALMOST)
        for a in visit.tx.addresses(kept.spot)
        if a.off
    )
    lines = tuple(
        (
            f"{entry.day:%a} {entry.day.day} {entry.day:%b}",
            _HAPPENED.get(entry.what, entry.what),
            "" if entry.why and entry.why == kept.paused else _because(entry),  # it stands above
        )
        for entry in visit.tx.journal(kept.spot, LINES)
    )
    table: tuple[Part, ...] = (Table(("date", "", ""), lines),) if lines else ()
    return Message((Heading("The daily question"), Text(about), state, *off, *table))


def _because(entry: Entry) -> str:
    return entry.why or (f"by {entry.name}" if entry.name else "")


def _why(visit: Visit) -> Message:
    kept = _kept(visit)
    asking = visit.tx.last_daily(kept.spot)
    if asking is None:
        return Message((Text("No daily question has been asked here yet."),))
    return Message((Heading(f"Why this one on {asking.day:%A}"), Text(asking.reason)))


def _form(call: CommandCalled) -> Callable[[Visit], Message]:
    def view(visit: Visit) -> Message:
        before = visit.tx.daily(visit.member.spot)
        zone = before.schedule.zone if before else call.where.zone
        at = f"{before.schedule.time:%H:%M}" if before else "09:00"
        days = day_words(before.schedule.days) if before else "mon-fri"
        length = duration_words(before.schedule.open_for if before else OPEN_FOR)
        levels = before.levels if before else ""
        fields = (
            Field("time", "Time of day", FieldKind.TIME, at, required=True),
            Field("zone", "Time zone", FieldKind.ZONE, zone, required=True),
            _choice("days", "Days", days, _DAYS, parse_days),
            _choice("open", "Open for", length, _LENGTHS, lambda text: parse_duration(text, *OPEN_RANGE)),
            Field("topics", "Only these topics", FieldKind.TEXT, _words(visit.library, before)),
            Field("levels", "Levels", FieldKind.SOME_OF, levels, ("1", "2", "3")),
            Field(
                "unsure",
                "If nobody can tell whether it was posted",
                FieldKind.ONE_OF,
                AGAIN if before and before.resend else SKIP,
                (SKIP, AGAIN),
            ),
        )
        return Message((Form("The daily question of this channel", "daily", fields, (("what", "set"),)),))

    return view


def _choice(
    name: str, label: str, present: str, options: tuple[str, ...], read: Callable[[str], object]
) -> Field:
    """A field with the option that means what is set at present; where none does, that is one more."""
    value = next((option for option in options if read(option) == read(present)), present)
    return Field(name, label, FieldKind.ONE_OF, value, tuple(dict.fromkeys((*options, value))))


def _words(library: Library, before: Daily | None) -> str:
    """The pack and topics that are set, as `_pack` reads them; a pack is named where it is not the first."""
    if before is None:
        return ""
    pack = "" if before.pack == library.packs[0].name else before.pack
    return f"{pack} {before.topics}".strip()


def _kept(visit: Visit, *, held: bool = False) -> Daily:
    kept = visit.tx.daily(visit.member.spot, held=held)
    if kept is None:
        raise UsageError(NONE)
    return kept


def _next(kept: Daily) -> tuple[Text, ...]:
    return (Text(f"The next one comes {_when(kept)}."),)


def _when(kept: Daily) -> str:
    local = kept.next_due_at.astimezone(ZoneInfo(kept.schedule.zone))
    return f"on {local:%A}, {local.day} {local:%B}, at {local:%H:%M}"


_CHANGES: Mapping[str, Callable[[Visit, Mapping[str, str]], Message]] = {
    "now": _now,
    "pause": _pause,
    "resume": _resume,
}
_LOOKS: Mapping[str, Callable[[Visit], Message]] = {"status": _status, "why": _why}
