"""`/topics` and `/card`: browsing the notes."""

from collections import Counter

from bot.events import CommandCalled
from bot.library import Library
from bot.messages import Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.notes.model import Fact, Pack, Topic, TopicPath
from bot.usecases.desk import Desk
from bot.usecases.explain import plural

TREE_LINES = 60
CARD_LINES = 30


async def topics(desk: Desk, call: CommandCalled) -> Message:
    """The tree of topics with the number of questions below each."""
    wanted = call.args.get("topic", "")
    if wanted:
        shown = [_subtree(pack, topic) for pack, topic in desk.library.find_topics(wanted)]
    else:
        shown = [(pack, list(pack.topics)) for pack in desk.library.packs]
    counts = _question_counts(desk.library)
    parts: list[Part] = []
    for pack, found in shown:
        depth = _fitting_depth(found)
        lines = [(topic, len(topic.path) - len(found[0].path)) for topic in found if len(topic.path) <= depth]
        parts.append(Heading(pack.title))
        parts.append(Bullets(tuple((level, _line(topic, counts)) for topic, level in lines[:TREE_LINES])))
        if len(lines) < len(found) or len(lines) > TREE_LINES:
            parts.append(Text("There is more below: /topics TOPIC shows it.", Tone.QUIET))
    return Message(tuple(parts))


def _subtree(pack: Pack, top: Topic) -> tuple[Pack, list[Topic]]:
    return pack, [topic for topic in pack.topics if topic.path[: len(top.path)] == top.path]


def _fitting_depth(found: list[Topic]) -> int:
    """The deepest level at which the tree still fits a screen; at least the first two."""
    depths = Counter(len(topic.path) for topic in found)
    fitting, lines = min(depths) + 1, 0
    for depth in sorted(depths):
        lines += depths[depth]
        if lines <= TREE_LINES:
            fitting = max(fitting, depth)
    return fitting


def _question_counts(library: Library) -> Counter[TopicPath]:
    counts: Counter[TopicPath] = Counter()
    for question in library.questions.values():
        counts.update(question.topic[:n] for n in range(1, len(question.topic) + 1))
    return counts


def _line(topic: Topic, counts: Counter[TopicPath]) -> str:
    count = counts[topic.path]
    return f"{topic.path[-1]} · {plural(count, 'question')}" if count else topic.path[-1]


async def card(desk: Desk, call: CommandCalled) -> Message:
    """All facts of a topic, nested as in the notes, with where they stand."""
    found = desk.library.find_topics(call.args["topic"])
    pack, topic = found[0]
    facts = [pack.facts[place] for place in topic.facts]
    below = [other for other in pack.topics if other.path[:-1] == topic.path]
    parts: list[Part] = [Heading(" › ".join(topic.path)), *_facts(facts[:CARD_LINES])]
    if len(facts) > CARD_LINES:
        parts.append(Text(f"… and {len(facts) - CARD_LINES} more lines in {topic.source.file}.", Tone.QUIET))
    if below:
        parts.append(Text("Below it: " + ", ".join(other.path[-1] for other in below)))
    parts.append(Text(str(topic.source), Tone.QUIET))
    offers = [Button("quiz me on this", "quiz", (("topic", topic.path[-1]),))]
    offers += [Button(other.path[-1], "card", (("topic", other.path[-1]),)) for _, other in found[1:4]]
    return Message((*parts, Buttons(tuple(offers))))


def _facts(facts: list[Fact]) -> list[Part]:
    """Facts as bullets; code stands between them, where the notes have it."""
    parts: list[Part] = []
    run: list[tuple[int, str]] = []
    for fact in facts:
        run.append((len(fact.parents), fact.text))
        if fact.code:
            parts += [Bullets(tuple(run)), *(Code(block) for block in fact.code)]
            run = []
    return [*parts, Bullets(tuple(run))] if run else parts
