"""An import that says when it is half-way, to be killed there; then, with `read`, what is left of it.

Run as `python killed_program.py HOME import STEP` or `python killed_program.py HOME read`. The server of HOME is this
program's own, and goes with it.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

from rochdale.config import embedded

SLUG = "caisse-killed"
SETTINGS = {"max_connections": "20", "shared_buffers": "32MB"}


def main() -> None:
    """Serve the home, then import or read."""
    home = Path(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    with embedded.serving(home, SETTINGS) as server:
        django.setup()
        from django.db import connections

        for alias in ("default", "owner", "tries"):
            connections[alias].settings_dict.update(
                HOST=str(server.socket_folder), PORT=str(embedded.PORT), NAME=embedded.DATABASE, PASSWORD=""
            )
        if sys.argv[2] == "read":
            _read()
        else:
            _import(home, sys.argv[3])


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _import(home: Path, until: str) -> None:
    from capital import conftest
    from capital.importing.test_concurrency import lines
    from rochdale.capital.actions import importing
    from rochdale.capital.old_register.reading import Layout
    from rochdale.config import database

    database.migrate()
    own = conftest.build(SLUG)
    path = home / "members.csv"
    path.write_text(lines(10))

    def stop(step: importing.Step, done: int, whole: int) -> None:
        # The rows of this step are written, and nothing is committed: wait here for the end.
        if step.value == until and done == whole:
            _say(f"half {until}")
            time.sleep(600)

    accepted = importing.Accepted(write=True, namesakes=True)
    importing.import_members(
        by=own.caisse.program, path=path, layout=Layout(), accepted=accepted, progress=stop
    )


def _read() -> None:
    from django.db import connection

    from rochdale.audit.checks import differences
    from rochdale.config.checks import ALL
    from rochdale.cooperatives import queries as cooperatives
    from rochdale.membership import queries as members
    from rochdale.tenancy.actions import inside

    own = cooperatives.cooperative_by_slug(SLUG)
    with inside(own.id):
        count = members.members_at(cooperative_id=own.id, on=own.business_date)
    found = list(differences(own.id, ALL))
    _say(f"members {count}, differences {len(found)}")
    connection.close()


if __name__ == "__main__":
    main()
