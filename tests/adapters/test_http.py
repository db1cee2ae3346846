"""The routes of the server, over a real socket."""

import asyncio
import json
import socket
from contextlib import closing

import pytest
from aiohttp import web

from adapters.http import Listener, application
from adapters.serve.health import Health
from bot.errors import UsageError
from tests.adapters.serve.kit import fetch


async def said(ok: bool) -> Health:
    return Health(ok, {"status": "ok" if ok else "trouble"})


def ask(path: str, *, ok: bool = True) -> tuple[int, str]:
    async def run() -> tuple[int, str]:
        async def metrics() -> str:
            return "exam_tutor_sent_total 3\n"

        def mount(app: web.Application) -> None:
            async def hook(_request: web.Request) -> web.Response:
                return web.Response(text="mounted")

            app.router.add_get("/slack/events", hook)

        listener = Listener(application(lambda: said(ok), metrics, [mount]), "127.0.0.1", 0)
        address = await listener.start()
        try:
            return await fetch(address + path)
        finally:
            await listener.stop()

    return asyncio.run(run())


@pytest.mark.parametrize(("ok", "status"), [(True, 200), (False, 503)])
def test_health_is_a_status_and_json(ok: bool, status: int) -> None:
    code, body = ask("/healthz", ok=ok)
    assert code == status and json.loads(body) == {"status": "ok" if ok else "trouble"}


def test_metrics_are_text() -> None:
    assert ask("/metrics") == (200, "exam_tutor_sent_total 3\n")


def test_a_platform_can_mount_routes_and_any_other_is_not_found() -> None:
    assert ask("/slack/events") == (200, "mounted")
    assert ask("/")[0] == 404


def test_an_address_that_is_taken_is_one_sentence() -> None:
    async def metrics() -> str:
        return ""

    async def run(port: int) -> None:
        listener = Listener(application(lambda: said(True), metrics), "127.0.0.1", port)
        try:
            await listener.start()
        finally:
            await listener.stop()

    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UsageError, match=rf"TUTOR_HTTP: 127.0.0.1:{port} cannot be listened on \([^():]*in use\)"
        ):
            asyncio.run(run(port))
