"""The embedded Valkey: cache and Celery's doorbell, behind a private Unix socket."""

import signal
import socket

from newsroom.stack import places
from newsroom.stack.binaries import valkey_binary
from newsroom.stack.ground import own_folder
from newsroom.stack.server import Server

ANSWER_WITHIN = 1.0


class ValkeyServer(Server):
    """Valkey (or Redis) that keeps its keys over a restart."""

    name = "valkey"
    variable = "REDIS_URL"
    farewell = ((signal.SIGTERM, 1.0),)
    socket_in = staticmethod(places.valkey_socket)

    def command(self) -> tuple[str, ...]:
        """Make the data folder and return the server's command line.

        Raises:
            StackError: There is no binary.
        """
        folder = self.ground.home / "valkey"
        own_folder(folder, account=self.ground.account)
        is_test = places.is_of_tests(self.ground.profile)
        options = {
            "--port": "0",
            "--unixsocket": str(places.valkey_socket(self.ground.run)),
            "--unixsocketperm": "700",
            "--dir": str(folder),
            "--appendonly": "no" if is_test else "yes",
            "--save": "",
            "--daemonize": "no",
            "--databases": "4",
        }
        words = (word for option in options.items() for word in option)
        return (str(valkey_binary(self.ground)), *words)

    def answers(self) -> bool:
        """Send a PING and read the answer."""
        path = places.valkey_socket(self.ground.run)
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(ANSWER_WITHIN)
                client.connect(str(path))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
