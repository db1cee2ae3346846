"""Slack's refusals and the network's troubles, as what the tutor knows of them."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import DeliveryError, Forbidden, Gone, Invalid, Later, Unsure

RETRY_AFTER = 30.0  # seconds, where Slack names none
PAUSED = "Slack asks for a pause."
_GONE = frozenset(
    {"channel_not_found", "is_archived", "channel_is_archived", "is_inactive", "message_not_found"}
)
_REVOKED = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_revoked"})
_FORBIDDEN = _REVOKED | {
    "access_denied",
    "accesslimited",
    "cant_delete_message",
    "cant_update_message",
    "edit_window_closed",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "messages_tab_disabled",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_in_channel",
    "org_login_required",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "team_access_not_granted",
    "two_factor_setup_required",
}
_PAUSE = frozenset({"rate_limited", "ratelimited", "message_limit_exceeded"})
# For a while: an organisation or a shared channel is moved; an expired token is renewed.
_LATER = frozenset({"external_channel_migrating", "team_added_to_org", "token_expired"})
# "It's possible some aspect of the operation succeeded before the error was raised", says Slack of these.
_UNSURE = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "update_failed"}
)
_MEND = {
    "channel_not_found": "It may have been deleted, or it is private and I was removed from it.",
    "is_archived": "The channel is archived.",
    "missing_scope": "The app lacks a permission; install it again with the present manifest.",
    "not_in_channel": "I am not in that channel; invite me with /invite.",
}


def translate(error: Exception) -> DeliveryError:
    """What a failed call means for what it was to do."""
    if isinstance(error, SlackApiError):
        return _refused(error)
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return Later("Slack cannot be reached.", RETRY_AFTER)
    if isinstance(error, (aiohttp.ClientError, asyncio.TimeoutError, SlackClientError, ConnectionError)):
        return Unsure(f"Slack's reply was lost ({type(error).__name__}).")
    raise error


def pause(error: Exception) -> float | None:
    """The seconds for which Slack asks not to be called again; None where it does not ask."""
    if isinstance(error, SlackApiError) and (_status(error) == 429 or code(error) in _PAUSE):
        return _seconds(error.response)
    return None


def code(error: SlackApiError) -> str:
    """Slack's word for what is wrong; "" where it said none."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, Mapping) else ""


def revoked(error: Exception) -> bool:
    """Whether the token will never work again."""
    return isinstance(error, SlackApiError) and code(error) in _REVOKED


def _refused(error: SlackApiError) -> DeliveryError:
    status, said = _status(error), code(error)
    if (seconds := pause(error)) is not None:
        return Later(PAUSED, seconds)
    if said in _LATER:
        return Later(f"Slack refused for now: {said}.", RETRY_AFTER)
    if status >= 500 or said in _UNSURE or not said:
        return Unsure(f"Slack had trouble of its own ({said or status}).")
    kind = Gone if said in _GONE else Forbidden if said in _FORBIDDEN else Invalid
    return kind(f"Slack refused: {said}. {_MEND.get(said, '')}".strip())


def _status(error: SlackApiError) -> int:
    response: Any = error.response
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def _seconds(response: Any) -> float:
    """The pause that Slack asks for."""
    headers = getattr(response, "headers", None) or {}
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(found) if str(found).isdecimal() else RETRY_AFTER
