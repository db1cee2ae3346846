"""Questions put to people, the quizzes they belong to, and the tries made at them."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, func, insert, or_, select, update

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
from storage.models import OPEN, askings, attempts, members, posts, quizzes
from storage.rows import Rows
from storage.upsert import insert_new

RIGHT = "correct"
_HERE: BindParameter[int] = bindparam("workspace")
_ME: BindParameter[int] = bindparam("person")
_ASKED = (
    select(posts.c.id.label("post_id"), askings)
    .join(askings, and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id))
    .where(posts.c.workspace_id == _HERE)
    .order_by(posts.c.posted_at.desc(), posts.c.asking_id.desc())
    .limit(1)
)
_BY_POST = _ASKED.where(
    posts.c.id == bindparam("post"), or_(posts.c.person_id == _ME, posts.c.person_id.is_(None))
)
_LAST_HERE = _ASKED.where(posts.c.channel_id == bindparam("channel"), posts.c.person_id == _ME)
_OPEN_DAILIES = (
    select(posts.c.id.label("post_id"), askings)
    .join(askings, and_(askings.c.workspace_id == posts.c.workspace_id, askings.c.id == posts.c.asking_id))
    .join(
        members,
        and_(
            members.c.workspace_id == posts.c.workspace_id,
            members.c.channel_id == posts.c.channel_id,
            members.c.person_id == _ME,
        ),
    )
    .where(
        posts.c.workspace_id == _HERE,
        OPEN,
        askings.c.closes_at > bindparam("now"),
        askings.c.purpose == Purpose.DAILY.value,
    )
    .order_by(askings.c.local_date.desc(), askings.c.id)
)
_QUIZ = select(quizzes).where(quizzes.c.workspace_id == _HERE, quizzes.c.id == bindparam("quiz"))
_KEEP_QUIZ = (
    update(quizzes)
    .where(quizzes.c.workspace_id == _HERE, quizzes.c.id == bindparam("quiz"))
    .values({name: bindparam(f"new_{name}") for name in ("waiting", "right", "points")})
)
_TRIES = (
    select(attempts)
    .where(
        attempts.c.workspace_id == _HERE,
        attempts.c.asking_id == bindparam("asking"),
        attempts.c.person_id == _ME,
    )
    .order_by(attempts.c["try"])
)
_LAST_TRY = func.max(attempts.c.answered_at)
_PAST = (
    select(
        attempts.c.question_id,
        _LAST_TRY.label("last"),
        _LAST_TRY.filter(attempts.c.result == RIGHT).label("right"),
    )
    .where(attempts.c.workspace_id == _HERE, attempts.c.person_id == _ME)
    .group_by(attempts.c.question_id)
)


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
        self.connection.execute(insert(quizzes), {**row, "waiting": json.dumps(waiting), "total": quiz.total})
        return quiz

    def keep_quiz(self, member: Member, quiz: Quiz) -> None:
        """Store how a run stands."""
        values = {"waiting": json.dumps(quiz.waiting), "right": quiz.right, "points": quiz.points}
        new = {f"new_{name}": value for name, value in values.items()}
        self.connection.execute(_KEEP_QUIZ, {"workspace": member.workspace, "quiz": quiz.id, **new})

    def ask(self, member: Member, question: Question, quiz: Quiz | None, day: date, at: datetime) -> PostId:
        """Store an asking and its one post, to the member alone."""
        asking, post = row_id(), post_id()
        row = {"workspace_id": member.workspace, "id": asking, "local_date": day, "asked_at": at}
        what = {
            "question_id": question.id,
            "question": freeze(question),
            "quiz_id": quiz.id if quiz else None,
        }
        self.connection.execute(insert(askings), row | what)
        seen = {"workspace_id": member.workspace, "id": post, "asking_id": asking, "posted_at": at}
        self.connection.execute(
            insert(posts), {**seen, "channel_id": member.channel, "person_id": member.person}
        )
        return post

    def asked(self, member: Member, post: str) -> Asked | None:
        """A post's question; None for a post that is not there or that somebody else alone may see."""
        return self._one(member, _BY_POST, {"post": post})

    def open_question(self, member: Member) -> Asked | None:
        """The question last put to the member alone in this channel, while a try is left."""
        last = self._one(member, _LAST_HERE, {"channel": member.channel})
        return None if last is None or last.settled else last

    def open_dailies(self, member: Member, now: datetime) -> list[Asked]:
        """The open daily questions of the member's channels, by any one of their posts."""
        rows = self.connection.execute(_OPEN_DAILIES, _of(member) | {"now": now})
        found = {row.id: row for row in rows}
        return [
            Asked(PostId(row.post_id), asking_of(row), None, self._tries(member, row.id))
            for row in found.values()
        ]

    def _one(self, member: Member, wanted: Select[Any], which: dict[str, Any]) -> Asked | None:
        row = self.connection.execute(wanted, _of(member) | which).first()
        if row is None:
            return None
        asking = asking_of(row)
        return Asked(
            PostId(row.post_id), asking, self._quiz(member, row.quiz_id), self._tries(member, asking.id)
        )

    def _quiz(self, member: Member, quiz: int | None) -> Quiz | None:
        if quiz is None:
            return None
        row = self.connection.execute(_QUIZ, {"workspace": member.workspace, "quiz": quiz}).one()
        return Quiz(QuizId(row.id), tuple(json.loads(row.waiting)), row.total, row.right, row.points)

    def _tries(self, member: Member, asking: int) -> tuple[Attempt, ...]:
        rows = self.connection.execute(_TRIES, _of(member) | {"asking": asking}).mappings()
        return tuple(
            Attempt(
                row["try"],
                row["response"],
                row["result"],
                row["score"],
                row["answered_at"],
                row["local_date"],
            )
            for row in rows
        )

    def attempt(self, member: Member, asked: Asked, made: Attempt) -> bool:
        """Store a try; False where the same try is stored already."""
        return insert_new(
            self.connection,
            attempts,
            {
                "workspace_id": member.workspace,
                "asking_id": asked.asking.id,
                "person_id": member.person,
                "try": made.number,
                "question_id": asked.question.id,
                "response": made.response,
                "result": made.result,
                "score": made.score,
                "local_date": made.day,
                "answered_at": made.at,
            },
        )

    def past(self, member: Member) -> dict[str, Past]:
        """How each question last went for the member: the last try of its last asking."""
        rows = self.connection.execute(_PAST, _of(member))
        return {row.question_id: Past(row.right == row.last, row.last, row.right) for row in rows}


def _of(member: Member) -> dict[str, Any]:
    return {"workspace": member.workspace, "person": member.person}
