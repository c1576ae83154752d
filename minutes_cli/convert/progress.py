"""Progress: a bar on a terminal, a line now and then elsewhere; on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from minutes_cli.convert.document import Fault

if TYPE_CHECKING:
    from rich.progress import Progress

_EVERY = 10.0  # seconds between two lines
_SHOWN = 20  # faults that are shown one by one; all are in the file of faults


class Watch:
    """Shows how far a conversion is."""

    def __init__(self, size: int) -> None:
        """`size` is that of all sources in bytes; nothing is shown before the context is entered."""
        self.size = size
        self._done = self._failed = self._weight = 0
        self._started = self._said = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Watch:
        """Draw the bar, if this is a terminal."""
        if sys.stderr is not None and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("", total=self.size, files=0, rate="", failed="")
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: object, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def step(self, weight: int, fault: Fault | None) -> None:
        """One document more is done; `weight` is the bytes that it takes up in its source."""
        self._done += 1
        self._weight += weight
        if fault is not None:
            self._failed += 1
            self._tell(fault)
        if self._bar is not None:
            self._bar.update(
                self._task,
                completed=min(self._weight, self.size),
                files=self._done,
                rate=f"{self._rate():.1f}/s",
                failed=f"[red]{self._failed} failed[/red]" if self._failed else "",
            )
        elif time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            self._say(self._line())

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._started, 0.001)

    def _line(self) -> str:
        share = min(1.0, self._weight / self.size) if self.size else 0.0
        left = (time.monotonic() - self._started) * (1 - share) / share if share else 0.0
        return (
            f"{self._done} files ({share:.0%}), {self._rate():.1f} a second, about {_clock(left)} left, "
            f"{self._failed} failed"
        )

    def _tell(self, fault: Fault) -> None:
        if self._failed <= _SHOWN:
            self._say(f"{fault.path}: {fault.message}")
        elif self._failed == _SHOWN + 1:
            self._say("more faults are not shown here; all are in the file of faults")

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(f"minutes: {line}", markup=False, highlight=False, soft_wrap=True)
        elif sys.stderr is not None:
            print(f"minutes: {line}", file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"
    )


def _bar() -> Progress:
    from rich import progress  # late: only a terminal needs it
    from rich.console import Console

    return progress.Progress(
        progress.TextColumn("{task.fields[files]} files"),
        progress.BarColumn(bar_width=None),
        progress.TaskProgressColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(compact=True),
        progress.TextColumn("{task.fields[failed]}"),
        console=Console(stderr=True),
        expand=True,
    )
