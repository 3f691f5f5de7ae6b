"""What migrations say to give a table its wall: keys that begin with the cooperative, forced policies, grants.

The ORM keeps its plain `id`; these operations change the database beneath it. A table that stays outside the
wall is named in `SHARED_TABLES` with its reason, and a test lists the catalogue to see that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.operations import RunSQL

APP_ROLE = "rochdale_app"
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key that begins with the cooperative: `columns` beside it point to `keys` of `table`.

    `witnessed` says that a statement trigger checks it set-wise: it is declared in the catalogue but not
    enforced row by row (docs/decisions/0004). `deferred` lets a row name one that the transaction adds later.
    """

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...] = ("id",)
    witnessed: bool = False
    deferred: bool = False


def _reference_sql(table: str, reference: Reference) -> str:
    name = f"{table}_{'_'.join(reference.columns)}_wall"
    columns = ", ".join(("cooperative_id", *reference.columns))
    keys = ", ".join(("cooperative_id", *reference.keys))
    mode = " NOT ENFORCED" if reference.witnessed else ""
    mode += " DEFERRABLE INITIALLY DEFERRED" if reference.deferred else ""
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {reference.table} ({keys}){mode};"
    )


def _wall_sql(table: str, key: Sequence[str], references: Sequence[Reference], policy: str) -> list[str]:
    columns = ", ".join(("cooperative_id", *key))
    return [
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey;",
        f"ALTER TABLE {table} ADD PRIMARY KEY ({columns});",
        # Enforced row by row it would lock the one row of the cooperative for every row that it owns; the
        # policy already holds each row to the current cooperative, so its existence is asked once a statement.
        f"""ALTER TABLE {table} ADD CONSTRAINT {table}_cooperative_wall
            FOREIGN KEY (cooperative_id) REFERENCES cooperatives_cooperative (id) NOT ENFORCED;""",
        f"""CREATE TRIGGER within BEFORE INSERT ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tenancy_require_cooperative();""",
        *(_reference_sql(table, reference) for reference in references),
        *_planning_sql(table),
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY wall ON {table} USING ({policy});",
    ]


def _planning_sql(table: str) -> list[str]:
    # What the planner is to believe: that one cooperative owns a tenth of the table. One that is brought in whole
    # is in no statistics yet; each key then seems to find one row, the first index that begins with the cooperative
    # is taken for it, and the work grows with the square of what comes in. Nothing is measured over this.
    return [
        f"ALTER TABLE {table} ALTER COLUMN cooperative_id SET STATISTICS 0;",
        f"""SELECT pg_restore_attribute_stats(
                'schemaname', 'public', 'relname', '{table}', 'attname', 'cooperative_id', 'inherited', false,
                'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 10::real
            );""",
    ]


def _rights_sql(table: str, rights: str) -> list[str]:
    return [f"REVOKE ALL ON {table} FROM PUBLIC;", f"GRANT {rights} ON {table} TO {APP_ROLE};"]


def _append_only_sql(table: str) -> list[str]:
    return [
        f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();""",
        f"""CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();""",
    ]


OWN_ROWS = "cooperative_id = (SELECT tenancy_current())"


def wall(
    table: str,
    *,
    key: Sequence[str] = ("id",),
    references: Sequence[Reference] = (),
    rights: str = "SELECT, INSERT, UPDATE",
    policy: str = OWN_ROWS,
) -> RunSQL:
    """Give `table` its wall (INV-01): keys, composite foreign keys, forced row-level security and grants.

    `key` is what follows `cooperative_id` in the primary key; `rights` is what the application may do.
    """
    return _run([*_wall_sql(table, key, references, policy), *_rights_sql(table, rights)])


def append_only(table: str, *, key: Sequence[str] = ("id",), references: Sequence[Reference] = ()) -> RunSQL:
    """A wall around rows that are written once (INV-02): no update, delete or truncate, by right and by trigger."""
    statements = _wall_sql(table, key, references, OWN_ROWS) + _rights_sql(table, "SELECT, INSERT")
    return _run(statements + _append_only_sql(table))


def shared(table: str, *, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> RunSQL:
    """Open a table that belongs to no cooperative to the application."""
    return _run(_rights_sql(table, rights))


def sql_file(room: str, name: str) -> RunSQL:
    """Run `room/sql/name`, which holds triggers or functions of that room."""
    return _run([(PACKAGE / room / "sql" / name).read_text(encoding="utf-8")])


def _run(statements: list[str]) -> RunSQL:
    # A reverse would tear down a wall around live rows: restore a backup instead.
    script: Any = "\n".join(statements)
    return RunSQL(script)
