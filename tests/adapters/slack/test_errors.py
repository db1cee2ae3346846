"""What Slack's refusals and the network's troubles mean for a message."""

import asyncio
from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.errors import revoked, translate
from bot.errors import DeliveryError, Forbidden, Gone, Invalid, Later, Unsure


def refusal(word: str, status: int = 200, **headers: str) -> SlackApiError:
    data = {"ok": False, "error": word} if word else {}
    return SlackApiError("no", SimpleNamespace(data=data, status_code=status, headers=headers))  # type: ignore[no-untyped-call]  # the SDK's


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refusal("channel_not_found"), Gone),
        (refusal("is_archived"), Gone),
        (refusal("is_inactive"), Gone),
        (refusal("not_in_channel"), Forbidden),
        (refusal("edit_window_closed"), Forbidden),
        (refusal("token_revoked"), Forbidden),
        (refusal("missing_scope"), Forbidden),
        (refusal("ratelimited", 429), Later),
        (refusal("", 429), Later),
        (refusal("", 429, **{"Retry-After": "0"}), Later),
        (refusal("token_expired"), Later),
        (refusal("external_channel_migrating"), Later),
        (refusal("msg_blocks_too_long"), Invalid),
        (refusal("invalid_blocks"), Invalid),
        (refusal("internal_error"), Unsure),
        (refusal("", 500), Unsure),
        (refusal("", 502), Unsure),
        (TimeoutError(), Unsure),
        (aiohttp.ServerDisconnectedError(), Unsure),
        (ConnectionResetError(), Unsure),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, Exception) else value.__name__,
)
def test_each_has_one_of_the_tutors_five_meanings(error: Exception, kind: type[DeliveryError]) -> None:
    assert type(translate(error)) is kind


def test_a_connection_that_was_never_made_sent_nothing() -> None:
    async def story() -> Exception:
        async with aiohttp.ClientSession() as session:
            try:
                await session.get("http://127.0.0.1:1/")
            except aiohttp.ClientError as error:
                return error
        raise AssertionError

    assert isinstance(translate(asyncio.run(story())), Later)


def test_slack_says_how_long_to_wait() -> None:
    later = translate(refusal("ratelimited", 429, **{"retry-after": "7"}))
    assert isinstance(later, Later) and later.seconds == 7


def test_the_sentence_says_how_to_mend_it() -> None:
    assert "invite me with /invite" in str(translate(refusal("not_in_channel")))


def test_only_a_token_that_never_works_again_is_revoked() -> None:
    assert revoked(refusal("account_inactive")) and not revoked(refusal("not_in_channel"))
    assert not revoked(TimeoutError())


def test_a_fault_of_ours_stays_one() -> None:
    with pytest.raises(ZeroDivisionError):
        translate(ZeroDivisionError())
