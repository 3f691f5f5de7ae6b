"""A bank that posts without pause, and says of each entry when it is confirmed: `confirmed <key>`.

Run as `python crash_program.py HOME` to post until the server dies, `python crash_program.py HOME read` to print,
as JSON, what the books then say. The server of HOME is this program's own.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import closing
from pathlib import Path
from uuid import UUID

import django
import psycopg

from rochdale.config import embedded

SETTINGS = {"max_connections": "20", "shared_buffers": "32MB"}
CLIENTS = 4


def main() -> None:
    """Serve the home, then post or read."""
    home = Path(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    with embedded.serving(home, SETTINGS) as server:
        _set_up(server)
        if sys.argv[2:] == ["read"]:
            _read(home)
        else:
            _post_forever(home, server)


def _set_up(server: embedded.Server) -> None:
    django.setup()
    from django.db import connections

    for alias in ("default", "owner", "tries"):
        connections[alias].settings_dict.update(
            HOST=str(server.socket_folder), PORT=str(embedded.PORT), NAME=embedded.DATABASE, PASSWORD=""
        )


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _post_forever(home: Path, server: embedded.Server) -> None:
    from ledger.books import open_books
    from rochdale.config import database

    database.migrate()
    books = open_books("crash")
    books.deposit("odile", "100000.00")
    (home / "books.json").write_text(json.dumps({"cooperative": str(books.id)}))
    _say(f"postmaster {_postmaster(server)}")
    threads = [threading.Thread(target=_post, args=(books,), daemon=True) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _say("the server is gone")


def _postmaster(server: embedded.Server) -> str:
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        found = connection.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'").fetchone()
    assert found is not None
    return (Path(found[0]) / "postmaster.pid").read_text().splitlines()[0]


def _post(books: object) -> None:
    """Turn about: single transfers, and batches of twenty whose keys are confirmed together."""
    from ledger.books import Books
    from rochdale.ledger import actions

    assert isinstance(books, Books)
    for turn in range(1_000_000):
        requests = [books.request("odile", "rosaire", "0.01") for _ in range(20 if turn % 5 == 0 else 1)]
        try:
            if len(requests) == 1:
                actions.post(by=books.by, request=requests[0])
            else:
                actions.post_batch(by=books.by, requests=requests)
        except Exception as error:  # noqa: BLE001  # whatever it was, the entry is not confirmed
            _say(f"refused {type(error).__name__}")
            return
        _say(" ".join(["confirmed", *(request.idempotency_key for request in requests)]))


def _read(home: Path) -> None:
    from django.db import connection

    from ledger.books import CHECKS
    from rochdale.audit.checks import differences
    from rochdale.ledger.models import Balance, Entry
    from rochdale.tenancy.actions import inside

    cooperative_id = UUID(json.loads((home / "books.json").read_text())["cooperative"])
    with closing(connection):
        with inside(cooperative_id):
            keys = list(Entry.objects.filter(kind="transfer").values_list("idempotency_key", flat=True))
            balances = sorted(row.side * row.balance_minor for row in Balance.objects.all())
        found = [f"{each.invariant} {each.found}" for each in differences(cooperative_id, CHECKS)]
    _say(json.dumps({"keys": keys, "balances": balances, "differences": found}))


if __name__ == "__main__":
    main()
