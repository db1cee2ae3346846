"""What may be asked in a workspace: all that the notes have, without what its managers withdrew."""

from collections.abc import Sequence

from bot.grading import question_digest
from bot.ports import WorkspaceId
from bot.usecases.desk import Round


def still_asked(now: Round, workspace: WorkspaceId, questions: Sequence[str]) -> list[str]:
    """The ids of questions, without those that were withdrawn as they are."""
    withdrawn = now.tx.withdrawn(workspace)
    if not withdrawn:
        return list(questions)
    return [
        name
        for name in questions
        if name not in withdrawn or question_digest(now.library.questions[name]) not in withdrawn[name]
    ]
