"""What every group of queries stands on: the connection of one open transaction.

Statements of which an answer needs many are built once, with named parameters: building and hashing one costs
several times what running it does.
"""

from sqlalchemy import Connection


class Rows:
    """Queries inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
