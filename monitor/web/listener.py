"""An HTTP server inside the daemon's event loop."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from monitor.core.errors import PermanentError


class _Quiet(uvicorn.Server):
    """A server that leaves signals to the daemon."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Listener:
    """Serves one application on one address until it is stopped."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Binds at once; raises PermanentError if the address is taken or not ours. Port 0: any free one."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.socket.bind((host, port))
        except OSError as error:
            self.socket.close()
            what = f"cannot listen: {error.strerror}; choose another with MONITOR_HOST and MONITOR_PORT"
            raise PermanentError(f"{host}:{port}", what) from error
        self.host, self.port = self.socket.getsockname()[:2]
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", server_header=False)
        self.server = _Quiet(config)
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to answer."""
        self.task = asyncio.create_task(self.server.serve(sockets=[self.socket]))
        while not self.server.started and not self.task.done():
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Answer what is being asked, then close."""
        self.server.should_exit = True
        if self.task is not None:
            await self.task
        self.socket.close()
