"""How much of the processors the programs took that this one started: on a busy machine the clock tells less."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat behind the name: the parent, and user and system time of a process and of those it outlived.
_PARENT, _TIMES = 1, slice(11, 15)


def seconds_of_children() -> float:
    """Seconds of processor time of every living process below this one, and of those that these have outlived."""
    parents: dict[int, int] = {}
    took: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents[int(process.name)] = int(fields[_PARENT])
        took[int(process.name)] = sum(int(ticks) for ticks in fields[_TIMES])
    own = os.getpid()
    return sum(ticks for process, ticks in took.items() if _is_below(own, process, parents)) / _TICKS


def _is_below(own: int, process: int, parents: dict[int, int]) -> bool:
    above = parents.get(process, 0)
    while above and above != own:
        above = parents.get(above, 0)
    return above == own
