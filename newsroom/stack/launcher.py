"""`manage.py up`: the whole newsroom from one command, in order, until Ctrl-C."""

import http
import http.client
import os
import signal
import socket
import time
from contextlib import closing
from types import FrameType

from newsroom.env import Environment
from newsroom.stack import places
from newsroom.stack.bootstrap import say
from newsroom.stack.embedded import EmbeddedServers, in_use
from newsroom.stack.errors import StackError
from newsroom.stack.ground import ACCOUNT
from newsroom.stack.programs import (
    Kept,
    Outputs,
    Program,
    Running,
    common_environment,
    programs,
)

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
OTHERS_MAY_TAKE = 10.0
PORT_MAY_TAKE = 3.0
WEB_MAY_TAKE = 60.0
PROGRAMS_MAY_TAKE = 5.0
LOOKS_EVERY = 0.1
SHOWN_BYTES = 500


class Launcher:
    """One run of `up`.

    Args:
        profile: "dev" or "test".
        port: Where the web server listens.
        with_demo: Whether to plant the demo newsroom.
    """

    def __init__(self, *, profile: str, port: int, with_demo: bool) -> None:
        self._profile, self._port, self._with_demo = profile, port, with_demo
        self._address = f"http://127.0.0.1:{port}/"
        self._servers = EmbeddedServers(profile, doing="up", address=self._address)
        self._outputs = Outputs(self._tell)
        self._running: list[Running] = []
        self._kept: list[Kept] = []
        self._logins: list[str] = []
        self._is_stopping = False

    def run(self) -> int:
        """Start everything, keep it running until told to stop, stop it in order.

        Returns:
            0 after a stop that was asked for, 1 when something prevented the start.
        """
        before = {it: signal.signal(it, self._ask_to_stop) for it in STOP_SIGNALS}
        try:
            self._claim()
            self._start()
            while not self._is_stopping:
                self._look()
        except (StackError, OSError) as reason:
            if not self._is_stopping:
                say("up", str(reason))
                return 1
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def _claim(self) -> None:
        """Refuse what can be refused before anything is started."""
        self._servers.refuse_in_production()
        deadline = time.monotonic() + OTHERS_MAY_TAKE
        has_told = False
        while not self._servers.claim():
            note = self._servers.holder()
            if note.get("doing") == "up" or time.monotonic() > deadline:
                raise StackError(in_use(note))
            if not has_told:
                say("up", f"{in_use(note)} Waiting for its end.")
                has_told = True
            self._pause()
        deadline = time.monotonic() + PORT_MAY_TAKE
        while not _is_free(self._port):
            if time.monotonic() > deadline:
                another = f"python3 manage.py up --port {self._port + 1}"
                msg = f"Port {self._port} is taken. End what uses it, or: {another}"
                raise StackError(msg)
            self._pause()

    def _start(self) -> None:
        self._start_servers()
        for step in self._steps():
            self._finish(step)
        home = places.data_home(self._profile)
        web, *others = programs(port=self._port, home=home)
        self._keep(web)
        # With both cores to itself the web server is there a second sooner.
        self._await_web()
        for program in others:
            self._keep(program)
        self._say_where()

    def _start_servers(self) -> None:
        self._servers.start()
        for server in self._servers.started:
            say(server.name, f"ready (pid {server.pid})")
            self._kept.append(Kept(server, tell=self._tell))

    def _steps(self) -> tuple[Program, ...]:
        """List what must come to its end before the programs start."""
        prepare = ("manage.py", "prepare", *(() if self._with_demo else ("--no-demo",)))
        steps = (Program(name="prepare", words=prepare),)
        # With DEBUG on, static files are served from where they lie.
        if Environment().flag("DEBUG", default=True):
            return steps
        collect = ("manage.py", "collectstatic", "--noinput")
        return (*steps, Program(name="static", words=collect))

    def _finish(self, step: Program) -> None:
        running = self._launch(step)
        while running.code is None:
            self._look()
            self._go_on()
        self._outputs.drain()
        self._running.remove(running)
        if running.code:
            msg = f"{step.name} failed; its last lines above say why."
            raise StackError(msg)

    def _launch(self, program: Program) -> Running:
        self._go_on()
        environ = common_environment(profile=self._profile, port=self._port)
        running = Running(program, environ=environ, outputs=self._outputs)
        self._running.append(running)
        running.start()
        return running

    def _keep(self, program: Program) -> None:
        running = self._launch(program)
        self._kept.append(Kept(running, tell=self._tell))
        say(running.name, f"started (pid {running.pid})")

    def _await_web(self) -> None:
        deadline = time.monotonic() + WEB_MAY_TAKE
        while reason := _why_not_ready(self._port):
            if time.monotonic() > deadline:
                msg = f"The web server is not ready after {WEB_MAY_TAKE:g} s: {reason}"
                raise StackError(msg)
            self._look()
            self._go_on()

    def _say_where(self) -> None:
        if self._servers.started:
            home = places.data_home(self._profile)
            who = f", servers run as {ACCOUNT}" if os.geteuid() == 0 else ""
            say("data", f"{home}{who}; `manage.py up --forget` removes it")
        for login in self._logins:
            say("login", login)
        say("ready", f"{self._address}  (Ctrl-C stops everything)")

    def _look(self) -> None:
        """Pass on what the programs write, and start again what has ended."""
        self._outputs.pump(wait=LOOKS_EVERY)
        for kept in self._kept:
            if not self._is_stopping:
                kept.look()

    def _stop(self) -> None:
        begin = time.monotonic()
        had_started = bool(self._running or self._servers.started)
        if had_started:
            say("up", "stopping")
        deadline = begin + PROGRAMS_MAY_TAKE
        for running in self._running:
            running.ask_to_end()
        for running in self._running:
            while running.code is None and time.monotonic() < deadline:
                self._outputs.pump(wait=LOOKS_EVERY)
            running.end(within=0.0)
        self._outputs.drain()
        self._servers.stop()
        self._outputs.close()
        if had_started:
            say("up", f"all stopped in {time.monotonic() - begin:.1f} s")

    def _go_on(self) -> None:
        if self._is_stopping:
            raise StackError("Stopped before everything had started.")

    def _pause(self) -> None:
        self._go_on()
        time.sleep(LOOKS_EVERY)

    def _tell(self, name: str, text: str) -> None:
        topic, _, rest = text.partition(": ")
        if name == "prepare" and topic == "demo login":
            # They belong beside the address.
            self._logins.append(rest)
        elif name == "prepare" and rest and topic.isalpha():
            say(topic, rest)
        else:
            say(name, text)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._is_stopping = True


def run(*, port: int, with_demo: bool) -> int:
    """Run the whole newsroom until it is told to stop.

    Args:
        port: Where the web server listens on this machine.
        with_demo: Whether to plant the demo newsroom.

    Returns:
        The exit code.
    """
    try:
        profile = Environment().text("SPEAN_PROFILE", "dev")
        launcher = Launcher(profile=profile, port=port, with_demo=with_demo)
    except StackError as reason:
        say("up", str(reason))
        return 1
    return launcher.run()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _why_not_ready(port: int) -> str:
    """Ask the web server itself; empty when it can serve."""
    # Not urllib: it would ask a proxy for this machine's own address.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with closing(connection):
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            text = answer.read(SHOWN_BYTES).decode(errors="replace")
        except (OSError, http.client.HTTPException) as reason:
            return str(reason) or type(reason).__name__
    # In production it may send us to HTTPS: that is an answer too.
    return text if answer.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR else ""
