"""The one HTTP server: `/healthz`, `/metrics`, and what platforms mount."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from adapters.serve.health import Health
from adapters.serve.metrics import TYPE
from adapters.serve.settings import HTTP
from bot.errors import UsageError

LARGEST = 1024 * 1024  # bytes of a request; platforms send far less


def application(
    health: Callable[[], Awaitable[Health]],
    metrics: Callable[[], Awaitable[str]],
    mounts: Iterable[Callable[[web.Application], None]] = (),
) -> web.Application:
    """The routes: 200 or 503 with JSON on `/healthz`, Prometheus's text on `/metrics`, those of `mounts`."""

    async def healthz(_request: web.Request) -> web.Response:
        found = await health()
        return web.json_response(found.body, status=200 if found.ok else 503)

    async def metric(_request: web.Request) -> web.Response:
        return web.Response(body=(await metrics()).encode(), headers={"Content-Type": TYPE})

    app = web.Application(client_max_size=LARGEST)
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metric)])
    for mount in mounts:
        mount(app)
    return app


class Listener:
    """An application that listens on one address from `start` to `stop`."""

    def __init__(self, app: web.Application, host: str, port: int) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        self._host = host
        self._port = port

    async def start(self) -> str:
        """Listen; the address. Raises UsageError where that is not possible."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            why = str(error.strerror).rpartition(": ")[2]  # asyncio tells the address before it
            raise UsageError(
                f"{HTTP}: {self._host}:{self._port} cannot be listened on ({why}); choose another."
            ) from None
        host, port, *_ = self._runner.addresses[0]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    async def stop(self) -> None:
        """Answer what has begun, at most for a second, and close."""
        await self._runner.cleanup()
