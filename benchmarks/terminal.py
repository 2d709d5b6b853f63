r"""Runs a program in a terminal that is not there, notes when each byte came, and answers when the screen was full.

    python -m benchmarks.terminal --expect '\d+ plants' --keys q -- garden demo

waits for the text, types the keys, and exits with 0 if the text came and the program then ended well by itself.

What always holds: next to nothing is worked out while the clock runs.  Bytes are stamped as they arrive and are
only afterwards played to an emulated screen (pyte).  A screen is *full* at the first byte after which the expected text
stands on it and every row that a moment later has something on it has something on it: so neither a first frame
with holes nor a picture that goes on moving is mistaken for the end.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

import pyte

SETTLE: Final = 0.4
"""Seconds of output after the text first came that say which rows belong to the full screen."""
PATIENCE: Final = 60.0

# pyte prints what it does not know: questions to the terminal, the kitty keyboard's modes, strings for the terminal.
_NOT_FOR_PYTE: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^][^\x1b]*\x1b\\")
_ESCAPES: Final = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[P_^\]][^\x1b\x07]*(\x1b\\|\x07)|[@-Z\\-_])")


class Vanished(Exception):
    """The program ended, or kept silent for too long, before what was waited for came."""


class Terminal:
    """A running program and everything it has written.  Use it in a `with`: the program never outlives it."""

    def __init__(self, argv: Sequence[str], *, columns: int = 120, rows: int = 40,
                 env: Mapping[str, str] | None = None, cwd: Path | None = None) -> None:  # fmt: skip
        self.columns, self.rows = columns, rows
        self.chunks: list[tuple[float, bytes]] = []
        """(seconds since the program was started, bytes), in order."""
        self.status: int | None = None
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # the child: nothing but the program, or an exit that cannot be mistaken for its
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                if cwd is not None:
                    os.chdir(cwd)
                os.execvpe(argv[0], list(argv), dict(env or plain_env()))
            finally:
                os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._fd)

    def type(self, keys: str) -> None:
        """Type `keys`, as bytes of UTF-8."""
        os.write(self._fd, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; False once the program has closed its end."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                continue
            if not self._take():
                return False
        return True

    def _take(self) -> bool:
        try:
            got = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says EIO where the other end is closed
            return False
        if got:
            self.chunks.append((time.perf_counter() - self.begun, got))
        return bool(got)

    def wait_for(self, text: re.Pattern[str], patience: float = PATIENCE) -> None:
        """Read until `text` has been written since the start, whatever colours stand between; raises `Vanished`."""
        end = time.perf_counter() + patience
        while not text.search(self.said()):
            left = end - time.perf_counter()
            if left <= 0 or not select.select([self._fd], [], [], left)[0]:
                raise Vanished(
                    f"{text.pattern!r} did not come in {patience:.0f} s; the screen:\n{self.screen()}"
                )
            if not self._take():
                raise Vanished(
                    f"the program ended before {text.pattern!r} came; it said:\n{self.said()[-2000:]}"
                )

    def wait(self, patience: float = PATIENCE) -> int:
        """The program's exit status, once it has ended by itself; raises `Vanished`."""
        end = time.perf_counter() + patience
        while self.status is None:
            if not self.read(0.05):
                time.sleep(0.01)  # its end is closed, and it is about to end
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.perf_counter() > end:
                raise Vanished(f"the program did not end in {patience:.0f} s; the screen:\n{self.screen()}")
        return self.status

    def said(self) -> str:
        """Everything written so far, without its escape sequences."""
        return _ESCAPES.sub("", b"".join(chunk for _, chunk in self.chunks).decode("utf-8", "replace"))

    def screen(self) -> str:
        """What stands on the screen."""
        shown = _Shown(self.columns, self.rows)
        for _, chunk in self.chunks:
            shown.feed(chunk)
        return "\n".join(row.rstrip() for row in shown.display())

    def full_at(self, text: re.Pattern[str]) -> float:
        """Seconds from the start to the first full screen (see the top of this module).  Call after `wait_for`."""
        last = _Shown(self.columns, self.rows)
        for _, chunk in self.chunks:
            last.feed(chunk)
        wanted = {number for number, row in enumerate(last.display()) if row.strip()}
        shown = _Shown(self.columns, self.rows)
        for at, chunk in self.chunks:
            shown.feed(chunk)
            display = shown.display()
            if all(display[number].strip() for number in wanted) and any(text.search(row) for row in display):
                return at
        raise Vanished(f"{text.pattern!r} never stood on a full screen:\n{self.screen()}")


class _Shown:
    """An emulated screen that is fed in chunks, which may end in the middle of a sequence."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        data = self._rest + chunk
        cut = data.rfind(
            b"\x1b", max(0, len(data) - 64)
        )  # a sequence that may go on in the next chunk waits for it
        if cut >= 0 and _open_ended(data[cut:]):
            data, self._rest = data[:cut], data[cut:]
        else:
            self._rest = b""
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))

    def display(self) -> list[str]:
        return list(self._screen.display)


def _open_ended(tail: bytes) -> bool:
    return re.fullmatch(rb"\x1b(\[[0-?]*[ -/]*|[P_^\]][^\x1b\x07]*)?", tail) is not None


def plain_env(home: Path | None = None) -> dict[str, str]:
    """The environment of a program under test: a known terminal, a home that is nobody's, and the PATH."""
    # Of ours, nothing else: with PYTHONDONTWRITEBYTECODE, which some machines set, every start would compile every module
    # again, as no start of an installed program does.
    env = {"PATH": os.environ.get("PATH", os.defpath), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    kept = ("PIP_", "SSL_")
    env |= {name: value for name, value in os.environ.items() if name.startswith(kept)}
    return env | {"LANG": "C.UTF-8", "HOME": str(home or tempfile.gettempdir())}


def first_full_screen(
    argv: Sequence[str], text: re.Pattern[str], *, columns: int, rows: int, home: Path
) -> float:
    """Seconds from starting `argv` to its first full screen with `text` on it."""
    with Terminal(argv, columns=columns, rows=rows, env=plain_env(home)) as terminal:
        terminal.wait_for(text)
        terminal.read(SETTLE)
        return terminal.full_at(text)


def main(args: Sequence[str] | None = None) -> int:
    """Open a program, expect a text, type keys, expect a good end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.terminal", description=main.__doc__)
    parser.add_argument("--expect", required=True, type=re.compile, help="a regular expression")
    parser.add_argument("--keys", default="", help="what to type once it is there")
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--cwd", type=Path)
    parser.add_argument("--patience", type=float, default=300.0, help="seconds to wait for the text")
    parser.add_argument("argv", nargs="+", help="the program, after --")
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as home:
        try:
            with Terminal(asked.argv, columns=asked.columns, rows=asked.rows, cwd=asked.cwd,
                          env=plain_env(Path(home))) as terminal:  # fmt: skip
                terminal.wait_for(asked.expect, asked.patience)
                terminal.read(SETTLE)
                print(terminal.screen())
                terminal.type(asked.keys)
                status = terminal.wait()
        except Vanished as error:
            print(error, file=sys.stderr)
            return 1
    print(f"exit {status}")
    return 0 if status == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
