"""`/privacy`, `/my-data`, `/forget-me`: what others see of somebody, a copy of it all, and its end."""

import json
from dataclasses import replace

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Button, Buttons, File, Heading, Message, Table, Text, Tone
from bot.ports import Tx, Wishes
from bot.usecases.desk import Desk, Visit

FILE_NAME = "my-data.json"
_FIELDS = {"board": "on_board", "reveal": "named"}
_ABOUT = {"board": "on leaderboards", "reveal": "named in reveals when right"}
_FORGOTTEN = "Everything about you is deleted. If you answer again, you begin anew."
_WARNING = (
    "This deletes your answers, points, streak and name, for good; nobody can bring them back."
    " What stands in channels already stays there. /my-data gives you a copy first."
)


async def privacy(desk: Desk, call: CommandCalled) -> Message:
    """Show or change what others see of the asker."""
    what, state = call.args.get("what"), call.args.get("state")
    if not what:
        return await desk.look(call, lambda visit: _shown(visit.tx.wishes(visit.member)))
    if not state:
        raise UsageError(f"On or off? /privacy {what} off")

    def effect(visit: Visit) -> Message:
        wishes = replace(visit.tx.wishes(visit.member), **{_FIELDS[what]: state == "on"})
        visit.tx.keep_wishes(visit.member, wishes)
        return _shown(wishes)

    return await desk.once(call, effect)


async def my_data(desk: Desk, call: CommandCalled) -> Message:
    """Every row that is stored about the asker, as JSON."""

    def view(visit: Visit) -> Message:
        stored = visit.tx.stored_about(visit.member)
        text = json.dumps(stored, ensure_ascii=False, indent=1)
        rows = tuple((name.replace("_", " "), str(len(some))) for name, some in stored.items())
        return Message(
            (Heading("What is stored about you"), Table(("", "rows"), rows), File(FILE_NAME, text))
        )

    return await desk.look(call, view)


async def forget_me(desk: Desk, call: CommandCalled) -> Message:
    """Delete everything about the asker, once they have said that they are sure.

    It leaves no trace of the event either: a copy of it finds nobody to forget, and says the same.
    """
    if call.args.get("sure") != "yes":
        sure = Button("delete everything about me", "forget-me", (("sure", "yes"),))
        copy = Button("a copy first", "my-data")
        return Message((Text(_WARNING, Tone.BAD), Buttons((sure, copy))))
    now = desk.clock.now()

    def work(tx: Tx) -> None:
        for asking in tx.forget(tx.enter(call.who, call.where, now)):
            tx.refresh(asking, now)

    await desk.store.run(work)
    return Message((Text(_FORGOTTEN, Tone.GOOD),))


def _shown(wishes: Wishes) -> Message:
    states = {"board": wishes.on_board, "reveal": wishes.named}
    rows = tuple((_ABOUT[what], "yes" if on else "no") for what, on in states.items())
    turns = (
        Button(
            f"{'not ' if on else ''}{_ABOUT[what]}",
            "privacy",
            (("what", what), ("state", "off" if on else "on")),
        )
        for what, on in states.items()
    )
    return Message((Heading("What others see of you"), Table(("", ""), rows), Buttons(tuple(turns))))
