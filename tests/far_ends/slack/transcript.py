"""A readable record of a story: what each person does, what goes over the wire, what each then sees."""

from collections.abc import Awaitable, Callable, Sequence

from tests.far_ends.slack.people import Delivery, Person
from tests.far_ends.slack.server import Body, FarSlack
from tests.far_ends.slack.text import lines


class Overheard:
    """A delivery that notes what was delivered, and how it was acknowledged."""

    def __init__(self, delivery: Delivery, wire: list[str]) -> None:
        self._delivery = delivery
        self._wire = wire

    async def ready(self) -> None:
        """Wait until something can be delivered."""
        await self._delivery.ready()

    async def send(self, kind: str, payload: Body, attempt: int = 0) -> Body | None:
        """Deliver and note it."""
        said = await self._delivery.send(kind, payload, attempt)
        name = payload.get("command") or payload["type"].removesuffix("_callback")
        if event := payload.get("event"):
            name = f"{name} {event['type']}"
        back = "the answer in the acknowledgement" if said else "acknowledged, empty"
        if said and "response_action" in said:
            back = f"acknowledged with response_action {said['response_action']}"
        self._wire.append(f"slack → tutor: {name} · {back}")
        return said


class Script:
    """The record, as Markdown. `over` names the wire."""

    def __init__(self, far: FarSlack, settled: Callable[[], Awaitable[None]]) -> None:
        self.text: list[str] = []
        self.seen: list[str] = []  # without the wire, which differs between HTTP and Socket Mode
        self._far = far
        self._settled = settled
        self._wire: list[str] = []
        self._people: list[Person] = []
        self._shown: dict[tuple[str, str], str] = {}

    def watch(self, *people: Person) -> None:
        """Note what they see from here on."""
        for person in people:
            person.delivery = Overheard(person.delivery, self._wire)
            self._people.append(person)

    async def step(self, what: str, doing: Awaitable[object]) -> None:
        """Note one thing that somebody does, and all that follows from it."""
        called = len(self._far.calls)
        await doing
        await self._settled()
        self._wire += [f"tutor → slack: {method}" for method, _ in self._far.calls[called:]]
        self._note([f"### {what}", ""])
        if self._wire:
            self.text += ["```", *self._wire, "```", ""]
        self._wire.clear()
        seen: dict[tuple[str, str], list[str]] = {}
        for person in self._people:
            for place, shown in self._news(person):
                seen.setdefault((place, shown), []).append(person.user.name.capitalize())
        for (place, shown), names in seen.items():
            verb = "sees" if len(names) == 1 else "see"
            lines_shown = [f"> {line}  " for line in shown.splitlines()]
            self._note([f"{_joined(names)} {verb} {place}:", "", *lines_shown, ""])

    def _note(self, more: Sequence[str]) -> None:
        self.text += more
        self.seen += more

    def _news(self, person: Person) -> list[tuple[str, str]]:
        """What is new or changed for a person since the last step: where, and how it reads."""
        views = [("in a modal", person.user.view), ("in the Home tab", person.user.home)]
        found = [(place, "", "\n".join(lines(view["blocks"]))) for place, view in views if view]
        for message in person.visible():
            if message.blocks:
                alone = " (alone)" if message.only else ""
                shown = "\n".join(lines(message.blocks))
                found.append((f"in #{person.channel.name}{alone}", message.ts, shown))
        news = []
        for place, key, shown in found:
            if self._shown.get((person.user.id, place + key)) != shown:
                self._shown[person.user.id, place + key] = shown
                news.append((place, shown))
        return news


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
