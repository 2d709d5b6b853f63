"""A program in a terminal that is not there: types keys, reads bytes, and keeps the screen (pyte) that they draw.

What always holds: waiting is reading until a text stands on the screen, with a generous end; the program never outlives
its `with`; and every byte that it sent is kept, to be scanned.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

import pyte
from wcwidth import wcwidth  # pyte's own

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 20.0
_NOT_FOR_PYTE: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^][^\x1b]*\x1b\\")
"""What pyte would print: questions to the terminal, the modes of keyboards, strings that are not drawn."""
_OPEN_ENDED: Final = re.compile(rb"\x1b(\[[0-?]*[ -/]*|[P_^\]][^\x1b\x07]*)?\Z")
_STYLE: Final = re.compile(rb"\x1b\[([0-9;]*)m")
_MODE: Final = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Shell:
    """A home of its own, and `garden` in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "garden.json"

    def environment(self, **changes: str | None) -> dict[str, str]:
        """A known terminal and a home that is nobody's; a change to None takes a variable away."""
        env: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color",
            "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(self.folder),
            **{f"XDG_{kind}_HOME": str(self.folder / kind.lower()) for kind in ("DATA", "STATE", "CONFIG", "CACHE")},
            **changes,
        }  # fmt: skip
        return {name: value for name, value in env.items() if value is not None}

    def garden(self, *argv: str, columns: int = 100, rows: int = 30, **env: str | None) -> Terminal:
        """`garden ARGV` in a terminal; on the file of this home unless it is the demo."""
        file = [] if argv[:1] == ("demo",) else ["--file", str(self.file)]
        command = [sys.executable, "-m", "garden", *file, *argv]
        return Terminal(command, columns=columns, rows=rows, env=self.environment(**env), cwd=self.folder)


class Terminal:
    """A running program, the screen that it draws, and everything it has sent."""

    def __init__(
        self, argv: Sequence[str], *, columns: int, rows: int, env: Mapping[str, str], cwd: Path
    ) -> None:
        self.sent = b""
        self.status: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = b""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # the child: the program, or an exit that cannot be mistaken for its
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.chdir(cwd)
                os.execvpe(argv[0], list(argv), dict(env))
            finally:
                os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._fd >= 0:
            os.close(self._fd)

    def keys(self, *keys: str) -> Self:
        """Type each of these, as bytes of UTF-8."""
        for key in keys:
            os.write(self._fd, key.encode())
        return self

    def signal(self, number: int) -> Self:
        """Send the program a signal."""
        os.kill(self.pid, number)
        return self

    def becomes(self, columns: int, rows: int) -> Self:
        """Make the terminal another size."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return self

    @property
    def text(self) -> str:
        """What stands on the screen."""
        buffer, columns = (
            self._screen.buffer,
            range(self._screen.columns),
        )  # `display` trips over what takes no cell
        rows = ("".join(buffer[y][x].data for x in columns) for y in range(self._screen.lines))
        return "\n".join(row.rstrip() for row in rows)

    def sees(self, *texts: str) -> Self:
        """Read until all these texts stand on the screen."""
        return self.until(lambda: all(text in self.text for text in texts), " and ".join(texts))

    def sees_no_more(self, text: str) -> Self:
        """Read until a text is gone from the screen."""
        return self.until(lambda: text not in self.text, f"a screen without {text!r}")

    def until(self, true: Callable[[], object], what: str) -> Self:
        """Read until something is true of what was read (or of a file that the program writes)."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"{what} never came:\n{self.text}"
            if not self._read(0.1):
                assert true(), f"the program ended before {what} came:\n{self.text}"
        return self

    def ends(self) -> int:
        """Read until the program has ended; its exit status (negative: killed by that signal)."""
        end = time.monotonic() + PATIENCE
        while True:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                while self._read(0):  # what it sent last
                    pass
                return self.status
            assert time.monotonic() < end, f"the program does not end:\n{self.text}"

    def hangs_up(self) -> int:
        """Close the terminal's window; the status with which the program then ends."""
        os.close(self._fd)
        self._fd = -1
        end = time.monotonic() + PATIENCE
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            assert time.monotonic() < end, "the program outlives its terminal"
            time.sleep(0.01)  # nothing is left to read; the program ends by itself
        self.status = os.waitstatus_to_exitcode(ended[1])
        return self.status

    def _read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; False once there is nothing more to come (or, for 0, nothing yet)."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return seconds > 0
        try:
            got = os.read(self._fd, 1 << 16)
        except OSError:  # the other end is closed
            return False
        self.sent += got
        data = self._rest + got
        tail = _OPEN_ENDED.search(data)
        self._rest = tail[0] if tail else b""
        drawn = self._decode(_NOT_FOR_PYTE.sub(b"", data[: tail.start()] if tail else data))
        self._stream.feed("".join(filter(_takes_a_cell, drawn)))
        return bool(got)

    def modes(self) -> dict[int, bool]:
        """The private modes that the program has set (True) or reset, as they are: 1049 the other screen, 25 the cursor."""
        modes: dict[int, bool] = {}
        for numbers, on in _MODE.findall(self.sent):
            for number in numbers.split(b";"):
                modes[int(number)] = on == b"h"
        return modes

    def colours(self) -> list[str]:
        """Every code for a colour among the styles that were sent: 30-37, 38, 40-47, 48, 90-107."""
        codes = [code for codes in _STYLE.findall(self.sent) for code in codes.decode().split(";") if code]
        return [
            code for code in codes if 30 <= int(code) <= 38 or 40 <= int(code) <= 48 or 90 <= int(code) <= 107
        ]

    def is_as_it_was(self) -> None:
        """The terminal was handed back: own screen, cursor, no mouse, no paste brackets, no focus reports."""
        modes = self.modes()
        assert modes.get(1049) is False, "the other screen was not left"
        assert modes.get(25) is True, "the cursor was not shown again"
        for mode in (1000, 1002, 1003, 1006, 1015, 1004, 2004):
            assert not modes.get(mode), f"mode {mode} is still set"


def _takes_a_cell(character: str) -> bool:
    """Whether pyte can draw it: at a sign without width that is no accent it drops the rest of the text."""
    return character.isascii() or wcwidth(character) != 0 or bool(unicodedata.combining(character))
