"""A server for the kit: on this machine only, only the kit's files, and open to the page that Neo4j Browser is."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from kg.browse.kit import File

# Loopback; the name is on Neo4j's own list of hosts, the number is not.
ADDRESS = "127.0.0.1"
HOST = "localhost"
METHODS = "GET, HEAD, OPTIONS"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    # Asked for by Chromium where Browser itself comes from another machine.
    "Access-Control-Allow-Private-Network": "true",
}


class KitServer:
    """Serves files from memory until it is closed. ``url`` is where; port 0 takes a free one.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, port: int = 0) -> None:
        self._files: Mapping[str, File] = {}
        self._server = ThreadingHTTPServer((ADDRESS, port), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://{HOST}:{self._server.server_port}"

    def serve(self, files: Mapping[str, File]) -> None:
        """Begin to answer with these files, by name."""
        self._files = {f"/{name}": file for name, file in files.items()}
        self._thread.start()

    def wait(self) -> None:
        """Return when it has been closed."""
        self._thread.join()

    def close(self) -> None:
        """Answer no longer."""
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        kit = self

        class Handler(_Handler):
            def file(self) -> File | None:
                return kit._files.get(unquote(urlsplit(self.path).path))

        return Handler


class _Handler(BaseHTTPRequestHandler):
    """Answers for one request."""

    server_version = "kg"
    sys_version = ""
    timeout = 10

    def file(self) -> File | None:
        """Return the file that is asked for."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        """Send what would be sent, without it."""
        self._answer(with_content=False)

    def do_OPTIONS(self) -> None:
        """Tell a page of another origin that it may read a file."""
        if self._is_welcome():
            self._head(HTTPStatus.NO_CONTENT, {"Allow": METHODS})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are no news."""

    def _answer(self, *, with_content: bool) -> None:
        if not self._is_welcome():
            return
        file = self.file()
        if file is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        about = {"Content-Type": file.media_type, "Content-Length": str(len(file.content))}
        # Nothing in a guide is to be loaded or run when it is opened as a page of its own.
        self._head(HTTPStatus.OK, {**about, "Content-Security-Policy": "default-src 'none'"})
        if with_content:
            self.wfile.write(file.content)

    def _is_welcome(self) -> bool:
        """Refuse what was sent to another name: a page elsewhere had its own name lead here."""
        if self.headers.get("Host", "").rpartition(":")[0] in (HOST, ADDRESS):
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def _refuse(self, status: HTTPStatus) -> None:
        self._head(status, {"Content-Length": "0"})

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**CROSS_ORIGIN, **headers}.items():
            self.send_header(name, value)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
