"""How large a proof runs: small in `make test`, whole in `make proof`, which sets EXAM_TUTOR_PROOF=1."""

import os


def size(small: int, full: int) -> int:
    """`full` under EXAM_TUTOR_PROOF=1, else `small`."""
    return full if os.environ.get("EXAM_TUTOR_PROOF") == "1" else small
