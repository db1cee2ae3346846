"""A Slack on loopback for the tests."""

from tests.far_ends.slack.people import SECRET, Http, Person, encoded, signed
from tests.far_ends.slack.server import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, FarSlack
from tests.far_ends.slack.world import Workspace

__all__ = [
    "APP_TOKEN",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "SECRET",
    "FarSlack",
    "Http",
    "Person",
    "Workspace",
    "encoded",
    "signed",
]
