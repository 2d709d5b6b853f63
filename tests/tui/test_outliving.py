"""A terminal that vanishes while much is still to be written to it."""

from __future__ import annotations

import os
import sys
from threading import Thread

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from garden.tui import Outliving, outliving_the_terminal


def test_who_writes_to_a_terminal_that_has_gone_is_not_held_up() -> None:
    read, write = os.pipe()
    os.close(read)
    with open(write, "w", encoding="utf-8") as file:  # noqa: PTH123 - a pipe has no path
        writer = WriterThread(Outliving(file))  # type: ignore[arg-type]
        writer.start()

        def many() -> None:
            for _ in range(3 * MAX_QUEUED_WRITES):
                writer.write("a frame" * 10_000)
            writer.stop()

        screens = Thread(target=many, daemon=True)
        screens.start()
        screens.join(10)
        assert not screens.is_alive()
        assert not writer.is_alive()
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # for what the file itself still holds


def test_what_is_written_while_somebody_is_there_arrives() -> None:
    read, write = os.pipe()
    with open(write, "w", encoding="utf-8") as file:  # noqa: PTH123 - a pipe has no path
        output = Outliving(file)
        output.write("a frame")
        output.flush()
        assert os.read(read, 100) == b"a frame"
        assert output.fileno() == write
    os.close(read)


def test_the_screens_write_to_what_outlives_the_terminal() -> None:
    before = sys.__stderr__
    with outliving_the_terminal():
        assert isinstance(sys.__stderr__, Outliving)
    assert sys.__stderr__ is before
