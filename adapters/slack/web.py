"""Calls of Slack's Web API, over one session."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT = 15.0  # seconds for one call, however it ends
TRIES = 3

# Slack's libraries write texts of messages and bodies of requests to their logs below WARNING.
QUIET = logging.getLogger("slack")
QUIET.setLevel(logging.WARNING)


_TICKET = re.compile(r"ticket=[^&'\"\s]+")  # opens a connection of Socket Mode


def _brief(record: logging.LogRecord) -> bool:
    """Leave one line of a network's trouble, without what nobody is to know."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, aiohttp.ClientError | SlackClientError | TimeoutError | OSError):
        record.exc_info = record.exc_text = None
        record.msg, record.args = _TICKET.sub("ticket=…", " ".join(record.getMessage().split())), ()
    return True


QUIET.addFilter(_brief)


@dataclass(frozen=True)
class Web:
    """Makes clients that share one session. Nothing here knows a token."""

    session: aiohttp.ClientSession
    api_url: str

    def repeating(self, token: str) -> AsyncWebClient:
        """A client for what may be done twice, such as reading and updating: it waits and tries again."""
        return self._client(token, [*_told(), AsyncConnectionErrorRetryHandler(max_retry_count=TRIES)])

    def once(self, token: str) -> AsyncWebClient:
        """A client that never repeats a call by itself: a repeated post is a second message."""
        return self._client(token, [])

    def private(self, token: str) -> AsyncWebClient:
        """A client for an answer that one person sees: tried again where Slack said it was not taken."""
        return self._client(token, _told())

    def _client(self, token: str, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        return AsyncWebClient(
            token=token or None,
            base_url=self.api_url,
            session=self.session,
            retry_handlers=handlers,
            logger=QUIET,
        )


def _told() -> list[AsyncRetryHandler]:
    """Retries where Slack itself said that a call was not done."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
        AsyncServerErrorRetryHandler(max_retry_count=TRIES),
    ]


@asynccontextmanager
async def connected(api_url: str) -> AsyncIterator[Web]:
    """A Web whose session ends with the block."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session:
        yield Web(session, api_url)
