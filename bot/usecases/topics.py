"""`/topics` and `/card`: browsing the notes."""

from collections import Counter

from bot.events import CommandCalled
from bot.library import Library
from bot.messages import Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.notes.model import Fact, Pack, Topic, TopicPath
from bot.usecases.desk import Desk
from bot.usecases.explain import plural

TREE_LINES = 40
CARD_LINES = 30


async def topics(desk: Desk, call: CommandCalled) -> Message:
    """The tree of topics with the number of questions below each."""
    wanted = call.args.get("topic", "")
    if wanted:
        shown = [_subtree(pack, topic) for pack, topic in desk.library.find_topics(wanted)]
    else:
        shown = [(pack, _without_title(list(pack.topics))) for pack in desk.library.packs]
    counts = _question_counts(desk.library)
    parts: list[Part] = []
    for pack, found in shown:
        top = min(len(topic.path) for topic in found)
        fitting = [topic for topic in found if len(topic.path) <= _fitting_depth(found)]
        parts.append(Heading(pack.title))
        parts.append(Bullets(tuple((len(topic.path) - top, _line(topic, counts)) for topic in fitting)))
        if len(fitting) < len(found):
            parts.append(Text("There is more below: /topics TOPIC shows it.", Tone.QUIET))
    return Message(tuple(parts))


def _without_title(found: list[Topic]) -> list[Topic]:
    """The tree without a single root, which is only the title of the notes."""
    roots = [topic for topic in found if len(topic.path) == 1]
    return [topic for topic in found if topic is not roots[0]] if len(roots) == 1 < len(found) else found


def _subtree(pack: Pack, top: Topic) -> tuple[Pack, list[Topic]]:
    return pack, [topic for topic in pack.topics if topic.path[: len(top.path)] == top.path]


def _fitting_depth(found: list[Topic]) -> int:
    """The deepest level whose topics, with all above, fit TREE_LINES; at least the first level."""
    depths = sorted(len(topic.path) for topic in found)
    if len(depths) <= TREE_LINES:
        return depths[-1]
    return max(depths[0], depths[TREE_LINES] - 1)


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
    facts = [fact for place in topic.facts if (fact := pack.facts[place]).text != topic.path[-1]]
    below = [other for other in pack.topics if other.path[:-1] == topic.path]
    parts: list[Part] = [Heading(" › ".join(topic.path)), *_facts(facts[:CARD_LINES])]
    if len(facts) > CARD_LINES:
        parts.append(Text(f"… and {len(facts) - CARD_LINES} more lines in {topic.source.file}.", Tone.QUIET))
    if below:
        parts.append(Text("Below it: " + ", ".join(other.path[-1] for other in below)))
    parts.append(Text(str(topic.source), Tone.QUIET))
    offers = [Button("quiz me on this", "quiz", (("topic", desk.library.topic_key(topic.path)),))]
    offers += [
        Button(other.path[-1], "card", (("topic", desk.library.topic_key(other.path)),))
        for _, other in found[1:4]
    ]
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
