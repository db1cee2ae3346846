"""Questions put to people, the quizzes they belong to, and the tries made at them."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update

from bot.learning import Past
from bot.notes.model import Question
from bot.ports import (
    Asked,
    Asking,
    AskingId,
    Attempt,
    Member,
    PostId,
    Purpose,
    Quiz,
    QuizId,
    WorkspaceId,
)
from storage.frozen import freeze, thaw
from storage.ids import post_id, row_id
from storage.models import DAILY, OPEN, askings, attempts, members, posts, quizzes
from storage.prepared import Prepared
from storage.rows import Rows
from storage.statements import Parameters, belongs, given, of_member, share
from storage.upsert import insert, insert_new_from

RIGHT = "correct"
_QUIZ = Prepared(select(quizzes).where(given(quizzes, quiz="id")))
_KEEP_QUIZ = Prepared(update(quizzes).where(given(quizzes, quiz="id")))
_POSTED = (
    select(posts.c.id.label("post_id"), askings)
    .select_from(posts)
    .join(askings, belongs(posts, "asking_id", askings))
)
_ASKED = Prepared(
    _POSTED.where(
        given(posts, post="id"), or_(posts.c.person_id == bindparam("person"), posts.c.person_id.is_(None))
    )
)
_LAST_ASKED = Prepared(
    _POSTED.where(given(posts, channel="channel_id", person="person_id"))
    .order_by(posts.c.posted_at.desc(), posts.c.asking_id.desc())
    .limit(1)
)
_OPEN_DAILIES = Prepared(
    _POSTED.join(
        members, and_(share(posts, members, "channel_id"), members.c.person_id == bindparam("person"))
    )
    .where(given(posts), OPEN, DAILY, askings.c.closes_at > bindparam("now"))
    .order_by(askings.c.local_date.desc(), askings.c.id)
)
_MADE = ("try", "response", "result", "score", "answered_at", "local_date")  # as an Attempt has it
_TRIES = Prepared(
    select(*(attempts.c[name] for name in _MADE))
    .where(given(attempts, asking="asking_id", person="person_id"))
    .order_by(attempts.c["try"])
)
_TRY = ("question_id", "response", "result", "score", "local_date", "answered_at")
_STILL_OPEN = (  # and it stays so: whoever closes it waits until the try is stored, and counts it
    select(
        askings.c.workspace_id,
        askings.c.id,
        bindparam("person", type_=attempts.c.person_id.type),
        bindparam("number", type_=attempts.c["try"].type),
        *(bindparam(f"its_{name}", type_=attempts.c[name].type) for name in _TRY),
    )
    .where(given(askings, asking="id"), askings.c.closed_at.is_(None))
    .with_for_update(read=True, key_share=True)
)
_past = (
    select(
        attempts.c.question_id,
        func.max(attempts.c.answered_at).label("last"),
        func.max(attempts.c.answered_at).filter(attempts.c.result == RIGHT).label("right"),
    )
    .where(given(attempts, person="person_id"))
    .group_by(attempts.c.question_id)
)
_PAST = Prepared(_past)
_PAST_OF = Prepared(_past.where(attempts.c.question_id == bindparam("question")))


def asking_of(row: Row[Any]) -> Asking:
    """A row of `askings` as the tutor has it."""
    return Asking(
        id=AskingId(row.id),
        workspace=WorkspaceId(row.workspace_id),
        question=thaw(row.question),
        day=row.local_date,
        purpose=Purpose(row.purpose),
        pack=row.pack,
        series=row.series,
        reason=row.reason,
        closes_at=row.closes_at,
        closed=row.closed_at is not None,
    )


class AskingRows(Rows):
    """Tx on askings, posts, quizzes and attempts."""

    def start_quiz(self, member: Member, waiting: tuple[str, ...], at: datetime) -> Quiz:
        """Store a new run of questions."""
        quiz = Quiz(QuizId(row_id()), waiting, len(waiting))
        row = {"workspace_id": member.workspace, "id": quiz.id, "person_id": member.person, "started_at": at}
        insert(self.connection, quizzes, row | {"waiting": json.dumps(waiting), "total": quiz.total})
        return quiz

    def keep_quiz(self, member: Member, quiz: Quiz) -> None:
        """Store how a run stands."""
        values = {"waiting": json.dumps(quiz.waiting), "right": quiz.right, "points": quiz.points}
        _KEEP_QUIZ.run(self.connection, {"workspace": member.workspace, "quiz": quiz.id} | values)

    def ask(self, member: Member, question: Question, quiz: Quiz | None, day: date, at: datetime) -> PostId:
        """Store an asking and its one post, to the member alone."""
        asking, post = row_id(), post_id()
        row = {"workspace_id": member.workspace, "id": asking, "local_date": day, "asked_at": at}
        what = {
            "question_id": question.id,
            "question": freeze(question),
            "quiz_id": quiz.id if quiz else None,
        }
        insert(self.connection, askings, row | what)
        seen = {"workspace_id": member.workspace, "id": post, "asking_id": asking, "posted_at": at}
        insert(self.connection, posts, seen | {"channel_id": member.channel, "person_id": member.person})
        return post

    def asked(self, member: Member, post: str) -> Asked | None:
        """A post's question; None for a post that is not there or that somebody else alone may see."""
        return self._one(_ASKED, member, {"post": post})

    def open_question(self, member: Member) -> Asked | None:
        """The question last put to the member alone in this channel, while a try is left."""
        last = self._one(_LAST_ASKED, member, {})
        return None if last is None or last.settled else last

    def open_dailies(self, member: Member, now: datetime) -> list[Asked]:
        """The open daily questions of the member's channels, by any one of their posts."""
        rows = _OPEN_DAILIES.all(self.connection, of_member(member) | {"now": now})
        found = {row.id: row for row in rows}
        return [
            Asked(PostId(row.post_id), asking_of(row), None, self._tries(member, row.id))
            for row in found.values()
        ]

    def _one(self, wanted: Prepared, member: Member, more: Parameters) -> Asked | None:
        row = wanted.first(self.connection, of_member(member) | more)
        if row is None:
            return None
        asking = asking_of(row)
        return Asked(
            PostId(row.post_id), asking, self._quiz(member, row.quiz_id), self._tries(member, asking.id)
        )

    def _quiz(self, member: Member, quiz: int | None) -> Quiz | None:
        if quiz is None:
            return None
        row = _QUIZ.one(self.connection, {"workspace": member.workspace, "quiz": quiz})
        return Quiz(QuizId(row.id), tuple(json.loads(row.waiting)), row.total, row.right, row.points)

    def _tries(self, member: Member, asking: AskingId) -> tuple[Attempt, ...]:
        about = of_member(member) | {"asking": asking}
        return tuple(Attempt(*row) for row in _TRIES.all(self.connection, about))

    def attempt(self, member: Member, asked: Asked, made: Attempt) -> bool:
        """Store a try; False where the same try is stored already, or the asking closed meanwhile."""
        said = (asked.question.id, made.response, made.result, made.score, made.day, made.at)
        its = {f"its_{name}": value for name, value in zip(_TRY, said, strict=True)}
        whose = of_member(member) | {"asking": asked.asking.id, "number": made.number}
        names = ("workspace_id", "asking_id", "person_id", "try", *_TRY)
        return insert_new_from(self.connection, attempts, names, _STILL_OPEN, whose | its)

    def past(self, member: Member) -> dict[str, Past]:
        """How each question last went for the member: the last try of its last asking."""
        return {row.question_id: _past_of(row) for row in _PAST.all(self.connection, of_member(member))}

    def past_of(self, member: Member, question: str) -> Past | None:
        """The same of one question; None where the member never tried it."""
        row = _PAST_OF.first(self.connection, of_member(member) | {"question": question})
        return _past_of(row) if row else None


def _past_of(row: Row[str, datetime, datetime | None]) -> Past:
    return Past(row.right == row.last, row.last, row.right)
