"""Everything a command needs before it can work: the database running, Django set up, the tables up to date."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rochdale.config import embedded

DATABASE_VARIABLE = "ROCHDALE_DATABASE_URL"
OWNER_VARIABLE = "ROCHDALE_OWNER_DATABASE_URL"


class NotReady(Exception):
    """Something outside the program is missing; the message says what, and what to do."""


def home() -> Path:
    """The folder that holds this installation's data: `ROCHDALE_HOME`, or `var` here."""
    return Path(os.environ.get("ROCHDALE_HOME", "var")).expanduser().resolve()


@contextmanager
def ready(*, at: Path | None = None, up_to_date: bool = True) -> Iterator[embedded.Server | None]:
    """Run a block with Django set up on the embedded server of `at`, or on the server that the environment names.

    Yields the embedded server, None for a real one. Raises NotReady, embedded.EmbeddedServerFault.
    """
    if not __debug__:
        raise NotReady("Rochdale does not run under python -O: its assertions guard money.")
    if DATABASE_VARIABLE in os.environ and at is None:
        _set_up(up_to_date=up_to_date)
        yield None
        return
    folder = at or home()
    with embedded.serving(folder) as server:
        os.environ[DATABASE_VARIABLE] = server.url(embedded.APP_ROLE)
        os.environ[OWNER_VARIABLE] = server.url(embedded.OWNER_ROLE)
        os.environ["ROCHDALE_HOME"] = str(folder)
        try:
            _set_up(up_to_date=up_to_date and server.owned)
            yield server
        finally:
            _close()
            for name in (DATABASE_VARIABLE, OWNER_VARIABLE):
                os.environ.pop(name, None)


def _set_up(*, up_to_date: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    import django
    from django.db import OperationalError

    from rochdale.config.mail import WrongMail

    try:
        django.setup()
    except WrongMail as wrong:
        raise NotReady(str(wrong)) from None
    from rochdale.config import database

    try:
        if up_to_date:
            database.migrate()
        database.require_bound_role()
    except OperationalError as error:
        raise NotReady(f"The database cannot be reached: {error}") from error


def _close() -> None:
    if "django.db" in sys.modules:
        from django.db import connections

        connections.close_all()
