"""A token that is stored while another process looks at the one before it stays."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Bot

from adapters.secrets import Vault
from adapters.slack.installed import ManyTeams
from adapters.slack.tasks import Tasks
from adapters.slack.teams import Team
from storage.store import SqlStore
from tests.kit import NOON, SetClock

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    with closing(SqlStore(database)) as opened:
        yield opened


def teams(store: SqlStore, vault: Vault) -> ManyTeams:
    async def never(bot: Bot) -> Bot | None:
        raise AssertionError(bot)

    return ManyTeams(store.installations, store.tokens(SetClock()), vault, never, Tasks())


def bot(token: str, at: datetime) -> Bot:
    return Bot(team_id="T1", bot_token=token, bot_id="B1", bot_user_id="U1", installed_at=at.timestamp())


@pytest.mark.parametrize("what", ["sealed anew", "refused", "removed"])
def test_a_token_that_is_stored_meanwhile_stays(
    store: SqlStore, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> str:
        await teams(store, Vault(OLD)).save(bot("first", NOON))
        vault = Vault(f"{NEW},{OLD}")
        look = teams(store, vault)
        again = teams(store, vault)
        real, overtaken = type(store.installations).secret, asyncio.Event()

        async def secret(self: object, platform: str, team: str) -> bytes | None:
            found: bytes | None = await real(store.installations, platform, team)
            if not overtaken.is_set():
                overtaken.set()
                await again.save(bot("second", datetime.now(UTC)))
            return found

        monkeypatch.setattr(type(store.installations), "secret", secret)
        if what == "sealed anew":
            await look.find("T1")
        elif what == "refused":
            await look.refused(Team("T1", "first", "U1", "B1"))
        else:
            await look.removed("T1", NOON)
        found = await teams(store, vault).find("T1")
        return found.token if found else ""

    assert asyncio.run(story()) == "second"
