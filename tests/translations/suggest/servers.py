"""A translation service of ours on this machine, which answers as a test wants."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the service answers once.

    Attributes:
        body: Sent as it is; anything but bytes as JSON.
        status: HTTP.
        headers: Beside the usual ones.
        before: Called before it answers, to be slow.
        trickle: Seconds between bytes; None to send all at once.
    """

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    trickle: Callable[[], object] | None = None


@dataclass
class Heard:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class TranslationServer:
    """A server and what it heard.

    Attributes:
        address: Where it is.
        heard: Every request, in order.
    """

    address: str
    heard: list[Heard]


@contextmanager
def a_server(
    replies: Sequence[Reply] | Callable[[Any], Any],
) -> Iterator[TranslationServer]:
    """Answer each request with the next reply, the last one for ever.

    Args:
        replies: Or what makes the JSON of an answer out of that of a request.
    """
    heard: list[Heard] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length))
            heard.append(Heard(self.path, dict(self.headers), body))
            reply = (
                Reply(replies(body))
                if callable(replies)
                else replies[min(len(heard), len(replies)) - 1]
            )
            self.answer(reply)

        def answer(self, reply: Reply) -> None:
            reply.before()
            body = reply.body
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                if reply.trickle is None:
                    self.wfile.write(raw)
                    return
                for at in range(len(raw)):
                    self.wfile.write(raw[at : at + 1])
                    self.wfile.flush()
                    reply.trickle()
            except (BrokenPipeError, ConnectionResetError):
                # Whoever asked has given up: that is what the test is about.
                return

        def log_message(self, *_args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield TranslationServer(f"http://127.0.0.1:{server.server_address[1]}", heard)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
