"""What every group of queries stands on: the connection of one open transaction.

Statements that an answer needs are built once, with parameters: building one takes longer than running it.
"""

from sqlalchemy import Connection


class Rows:
    """Queries inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
