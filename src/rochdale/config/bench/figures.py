"""A figure with the yardstick it was measured against, and the machine that both ran on."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass

import psycopg

from rochdale.config import embedded

SETTINGS = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "max_wal_size",
    "jit",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: `ratio` is value over yardstick, `goal` the ratio or value wanted, `met` whether it was.

    `uses_index` says of a question whether its plan reads tables by their indexes alone; None where none was asked.
    """

    name: str
    value: float
    unit: str
    yardstick: str
    yardstick_value: float
    ratio: float
    goal: str
    met: bool
    uses_index: bool | None = None

    def as_json(self) -> dict[str, object]:
        """The figure as `bench --json` prints it."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def machine(server: embedded.Server | None = None) -> dict[str, object]:
    """The machine, the versions and, where one was used, the server's settings, as they stand beside the figures."""
    here: dict[str, object] = {
        "cores": len(os.sched_getaffinity(0)),
        "processor": platform.processor() or platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    return here if server is None else {**here, **_settings(server)}


def _settings(server: embedded.Server) -> dict[str, object]:
    query = "SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name"
    with psycopg.connect(server.url(embedded.OWNER_ROLE)) as connection:
        settings: dict[str, str] = dict(connection.execute(query, [list(SETTINGS)]).fetchall())
    return {"psycopg": psycopg.__version__, "postgresql": settings}
