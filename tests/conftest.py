"""A real PostgreSQL server for the whole run, a database per worker, a cooperative per test.

Tests commit for real: what keeps them apart is the wall between cooperatives, so each founds its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.utils import translation
from playwright.sync_api import Browser
from psycopg import sql

from browsing import chromium
from rochdale.config import embedded

HOME_VARIABLE = "ROCHDALE_TEST_HOME"
TEMPLATE = "rochdale_template"
_running = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server; its workers find it through the environment."""
    if hasattr(config, "workerinput") or HOME_VARIABLE in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="rochdale-test-"))
    home.chmod(0o755)
    _running.callback(shutil.rmtree, home, ignore_errors=True)
    _running.callback(os.environ.pop, HOME_VARIABLE, None)
    _running.enter_context(embedded.serving(home, {"fsync": "off", "max_connections": "120"}))
    os.environ[HOME_VARIABLE] = str(home)


def pytest_unconfigure(config: pytest.Config) -> None:
    _running.close()


@pytest.fixture(autouse=True)
def _nobodys_language() -> None:
    """Each test begins as a new thread would: the language of a page that was asked for before is not ours."""
    translation.deactivate()


@pytest.fixture(scope="session")
def server() -> Iterator[embedded.Server]:
    """The run's server, shared by all workers."""
    with embedded.serving(Path(os.environ[HOME_VARIABLE])) as running:
        yield running


@pytest.fixture(scope="session")
def database_name(server: embedded.Server, worker_id: str) -> str:
    """This worker's own database: a copy of one that was migrated once."""
    with (Path(os.environ[HOME_VARIABLE]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if TEMPLATE not in known:
                _create(connection, TEMPLATE, "template1")
                _migrate(server)
            name = f"rochdale_{worker_id}"
            _create(connection, name, TEMPLATE)
    return name


def _create(connection: psycopg.Connection, name: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} OWNER rochdale_owner TEMPLATE {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def _point_django_at(server: embedded.Server, name: str) -> None:
    from django.db import connections

    for alias in ("default", "owner", "tries"):
        connections[alias].close()
        connections[alias].settings_dict.update(
            HOST=str(server.socket_folder), PORT=str(embedded.PORT), NAME=name, PASSWORD=""
        )


def _migrate(server: embedded.Server) -> None:
    from rochdale.config import database

    _point_django_at(server, TEMPLATE)
    database.migrate()
    _point_django_at(server, TEMPLATE)


@pytest.fixture(scope="session")
def database(
    server: embedded.Server, django_db_blocker: object, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Django, pointed at this worker's database as the application's role, with real commits."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django types it privately
        name: str = request.getfixturevalue("database_name")
        _point_django_at(server, name)
        yield name
        from django.db import connections

        connections.close_all()


@pytest.fixture
def owner(server: embedded.Server, database: str) -> Iterator[psycopg.Connection]:
    """A raw connection as the owner of the tables, whom the walls bind as well."""
    with psycopg.connect(server.url("rochdale_owner", database), autocommit=True) as connection:
        yield connection


@pytest.fixture
def app(server: embedded.Server, database: str) -> Iterator[psycopg.Connection]:
    """A raw connection as the application's role, as someone with psql would have."""
    with psycopg.connect(server.url("rochdale_app", database)) as connection:
        yield connection


@pytest.fixture
def slug() -> str:
    """A name that no other test gives to its cooperative."""
    return f"caisse-{uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file."""
    with chromium() as started:
        yield started
