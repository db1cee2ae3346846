"""What statements have in common.

Each is built once, when its module is loaded: building one takes several times as long as running it. What
differs from run to run is a parameter. One that says which rows are meant is named for what it holds
(`person`), never like a column (`person_id`): in an insert or update those are the new values.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, bindparam

from bot.ports import Asking, Delivery, Member, Spot

Parameters = dict[str, Any]


def given(table: FromClause, **columns: str) -> ColumnElement[bool]:
    """The rows of the given workspace, of those only such as have in a column what its parameter says."""
    columns = {"workspace": "workspace_id", **columns}
    return and_(*(table.c[column] == bindparam(name) for name, column in columns.items()))


def belongs(table: FromClause, column: str, to: FromClause) -> ColumnElement[bool]:
    """The row of the same workspace whose id is in a column."""
    return and_(table.c.workspace_id == to.c.workspace_id, table.c[column] == to.c.id)


def share(one: FromClause, other: FromClause, *columns: str) -> ColumnElement[bool]:
    """Rows of the same workspace that have the same in these columns."""
    return and_(*(one.c[column] == other.c[column] for column in ("workspace_id", *columns)))


def of_member(member: Member) -> Parameters:
    """`workspace`, `person` and `channel`."""
    return {"workspace": member.workspace, "person": member.person, "channel": member.channel}


def of_spot(spot: Spot) -> Parameters:
    """`workspace` and `channel`."""
    return {"workspace": spot.workspace, "channel": spot.channel}


def of_asking(asking: Asking) -> Parameters:
    """`workspace` and `asking`."""
    return {"workspace": asking.workspace, "asking": asking.id}


def of_delivery(delivery: Delivery) -> Parameters:
    """`workspace`, `row` and `post`."""
    return {"workspace": delivery.spot.workspace, "row": delivery.id, "post": delivery.post}
