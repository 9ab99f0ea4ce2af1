"""Another program at work: it is asked one vector after another on its stdin, and answers each on its stdout."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Final, Self

from cchc_rules.errors import Finding

LONGEST: Final = 4 * 2**20  # bytes that a line may have
_KEPT: Final = 4096  # bytes of stderr that are kept
_SHOWN: Final = 60  # letters of a wrong line that are shown
_CHUNK: Final = 2**16
_LEAVE: Final = 2  # seconds until what was stopped must be gone


class JsonNumber(str):
    """A number as it stood in JSON, without quotes."""

    __slots__ = ()


class Stopped(Exception):  # noqa: N818 - a signal that a program cannot be held to the vectors, not an error of ours
    """The program cannot be held to the vectors, and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _Mark:
    """What a reader says beside lines: the stream ended, or a line did not."""


_ENDED: Final = _Mark()
_TOO_LONG: Final = _Mark()


class Program:
    """A program that was started with its arguments as they are, without a shell, and its answers.

    It is asked and answers in turn, so that neither side waits for the other for ever; each answer may take
    ``timeout`` seconds. On leaving, it and what it started are gone.
    """

    def __init__(self, command: Sequence[str], *, timeout: int) -> None:
        self.timeout = timeout
        self.answered: set[str] = set()
        self._command = list(command)
        self._questions: SimpleQueue[bytes | None] = SimpleQueue()
        self._answers: SimpleQueue[bytes | _Mark] = SimpleQueue()
        self._said = bytearray()

    def __enter__(self) -> Self:
        """Start it; raises `Stopped` where it cannot be started."""
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603 - to run it is what was asked for; no shell reads it
                self._command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except (OSError, ValueError) as fault:
            found = getattr(fault, "strerror", None) or str(fault)
            raise Stopped(Finding(id="CR740", subject=" ".join(self._command), found=found)) from None
        streams: tuple[tuple[Callable[[IO[bytes]], None], IO[bytes] | None], ...] = (
            (self._feed, self._process.stdin),
            (self._listen, self._process.stdout),
            (self._keep, self._process.stderr),
        )
        self._threads = [Thread(target=work, args=(stream,), daemon=True) for work, stream in streams]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop what still runs."""
        self._questions.put(None)
        if self._process.poll() is None or any(thread.is_alive() for thread in self._threads[1:]):
            self._kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(_LEAVE)

    @property
    def said(self) -> str:
        """The last it said on stderr."""
        return bytes(self._said).decode("utf-8", "replace")

    def ask(self, vector: str, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask for one vector and give the answer, numbers that stood without quotes as `JsonNumber`.

        Raises `Stopped` where the program is gone, silent, or says something else than an answer to this vector.
        """
        self._questions.put(json.dumps(question).encode() + b"\n")  # plain ASCII, which is UTF-8 too
        line = self._next(Finding(id="CR742", subject=vector, expected=str(self.timeout)))
        if line is _ENDED:
            raise Stopped(Finding(id="CR741", subject=vector, found=self._exit_code() or "–"))
        if not isinstance(line, bytes):
            raise Stopped(Finding(id="CR744", subject=vector, expected=str(LONGEST)))
        try:
            read = json.loads(
                line.decode("utf-8-sig"), parse_float=JsonNumber, parse_int=JsonNumber, parse_constant=JsonNumber
            )
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise Stopped(Finding(id="CR743", subject=vector, found=_shown(line)))
        named = read.get("vector")
        if named != vector:
            again = isinstance(named, str) and named in self.answered
            found = named if isinstance(named, str) else json.dumps(named)
            raise Stopped(Finding(id="CR746" if again else "CR745", subject=vector, found=found[:_SHOWN]))
        self.answered.add(vector)
        return read

    def finish(self) -> Finding | None:
        """Say that there are no more questions, and find whether the program ends well."""
        self._questions.put(None)
        lasting = Finding(id="CR748", expected=str(self.timeout))
        try:
            line = self._next(lasting)
        except Stopped:
            return lasting
        if line is not _ENDED:
            return Finding(id="CR760", found=_shown(line) if isinstance(line, bytes) else f"> {LONGEST}")
        code = self._exit_code()
        if code is None:
            return lasting
        return None if code == "0" else Finding(id="CR749", found=code)

    def _next(self, silent: Finding) -> "bytes | _Mark":
        try:
            return self._answers.get(timeout=self.timeout)
        except Empty:
            raise Stopped(silent) from None

    def _exit_code(self) -> str | None:
        try:
            return str(self._process.wait(self.timeout))
        except subprocess.TimeoutExpired:
            return None

    def _kill(self) -> None:
        """End the program, and where the system has groups of processes, everything it started."""
        with suppress(OSError):  # gone already
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    # --- One thread for each stream, which is the only one that touches it ------------------------------------------

    def _feed(self, stdin: IO[bytes]) -> None:
        with suppress(OSError), stdin:  # nobody reads any more: the reader of its answers will say so
            while (question := self._questions.get()) is not None:
                stdin.write(question)
                stdin.flush()

    def _listen(self, stdout: IO[bytes]) -> None:
        rest = b""
        with stdout:
            while chunk := os.read(stdout.fileno(), _CHUNK):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in filter(bytes.strip, lines):
                    self._answers.put(line)
                if len(rest) > LONGEST:
                    self._answers.put(_TOO_LONG)
                    return
        if rest.strip():
            self._answers.put(rest)
        self._answers.put(_ENDED)

    def _keep(self, stderr: IO[bytes]) -> None:
        with stderr:
            while chunk := os.read(stderr.fileno(), _CHUNK):
                self._said += chunk
                del self._said[:-_KEPT]


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", "replace")
    return json.dumps(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…", ensure_ascii=False)
