"""What the catalogue of the database says about the walls around its tables."""

from __future__ import annotations

from collections.abc import Collection

from ledger.books import Raw
from rochdale.config.embedded import APP_ROLE

_TABLES = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f', 'm', 'v')
    ORDER BY 1
"""
_SECURITY = """
    SELECT relkind::text, relrowsecurity, relforcerowsecurity,
        (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid),
        (
            SELECT bool_and(polpermissive AND polroles = '{0}' AND (
                pg_get_expr(polqual, polrelid) LIKE '%%tenancy_current()%%'
                OR polcmd <> '*' AND pg_get_expr(polqual, polrelid) LIKE '%%tenancy_sign_in()%%'
                OR polcmd = 'r' AND polrelid = 'assembly_boardevent'::regclass
                    AND pg_get_expr(polqual, polrelid) LIKE '%%assembly_sought()%%'
                OR polcmd = 'a' AND pg_get_expr(polwithcheck, polrelid) LIKE '%%tenancy_current()%%'
            )) FROM pg_policy WHERE polrelid = pg_class.oid
        )
    FROM pg_class WHERE oid = %s::regclass
"""
_KEYS = """
    SELECT index.indisprimary, index.indexrelid::regclass::text, first.attname::text
    FROM pg_index AS index
    LEFT JOIN pg_attribute AS first ON first.attrelid = index.indrelid AND first.attnum = index.indkey[0]
    WHERE index.indrelid = %s::regclass AND (index.indisprimary OR index.indisunique)
"""
_EXCLUSIONS = """
    SELECT conname::text, (SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1])
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'x'
"""
_REFERENCES = """
    SELECT conname::text, confrelid::regclass::text,
        (SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]),
        (SELECT attname::text FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1])
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
_RIGHTS = f"""
    SELECT privilege FROM unnest(ARRAY['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) AS privilege
    WHERE has_table_privilege('{APP_ROLE}', %s::regclass, privilege)
"""
_PUBLIC = """
    SELECT grantee::regrole::text, privilege_type
    FROM pg_class, aclexplode(coalesce(relacl, acldefault('r', relowner)))
    WHERE pg_class.oid = %s::regclass AND grantee = 0
"""
DIRECTORY = "cooperatives_cooperative"
# Where the application may remove rows, and why; what is removed is in the record all the same.
REMOVABLE = {
    "assembly_sealedchoice": "a sealed choice goes when its vote is closed; a trigger holds it until then",
    "cooperatives_keptanswer": "an answer to a program is kept for some days; a trigger holds it until then",
    "membership_applicationdocument": "a paper goes with the particulars of its applicant, for good",
    "membership_applicationdraft": "what was never sent is nobody's: it goes when it is sent, dropped or stale",
    "membership_door": "a door is shut for good when a person may no longer enter",
    "membership_nameword": "words of names are derived anew when a name changes",
}


def tables(raw: Raw) -> list[str]:
    """Everything in schema public that holds or shows rows."""
    return [str(row[0]) for row in raw.execute(_TABLES)]


def holes(raw: Raw, shared: Collection[str]) -> list[str]:
    """In words, what is missing from the wall of each table that should stand behind one."""
    return [hole for table in tables(raw) if table not in shared for hole in _holes_of(raw, table, shared)]


def _holes_of(raw: Raw, table: str, shared: Collection[str]) -> list[str]:
    return [
        f"{table}: {hole}"
        for hole in [
            *_security_holes(raw, table),
            *_key_holes(raw, table),
            *_reference_holes(raw, table, shared),
            *_right_holes(raw, table),
        ]
    ]


def _security_holes(raw: Raw, table: str) -> list[str]:
    found = raw.execute(_SECURITY, [table]).fetchone()
    assert found is not None
    kind, enabled, forced, policies, bound = found
    if kind not in {"r", "p"}:
        return ["not a table: rows would show through it"]
    wanted = {
        "row-level security is off": enabled,
        "row-level security is not forced on its owner": forced,
        "no policy": policies,
        "a policy that does not ask for the current cooperative": bound or not policies,
    }
    return [hole for hole, closed in wanted.items() if not closed]


def _key_holes(raw: Raw, table: str) -> list[str]:
    keys = raw.execute(_KEYS, [table]).fetchall()
    holes = [] if any(primary for primary, _, _ in keys) else ["no primary key"]
    first_columns = [(name, first) for _, name, first in keys]
    first_columns += [(name, first) for name, first in raw.execute(_EXCLUSIONS, [table]).fetchall()]
    return holes + [
        f"key {name} begins with {first}" for name, first in first_columns if first != "cooperative_id"
    ]


def _reference_holes(raw: Raw, table: str, shared: Collection[str]) -> list[str]:
    holes = []
    to_directory = False
    for name, target, own_first, their_first in raw.execute(_REFERENCES, [table]).fetchall():
        to_directory = to_directory or (target == DIRECTORY and own_first == "cooperative_id")
        if target in shared and target != DIRECTORY:
            continue  # what belongs to no cooperative may be named from any
        wanted = "id" if target == DIRECTORY else "cooperative_id"
        if (own_first, their_first) != ("cooperative_id", wanted):
            holes.append(f"reference {name} does not begin with the cooperative")
    return holes if to_directory else [*holes, "no reference to the directory of cooperatives"]


def _right_holes(raw: Raw, table: str) -> list[str]:
    rights = [str(row[0]) for row in raw.execute(_RIGHTS, [table]).fetchall()]
    public = [str(row[1]) for row in raw.execute(_PUBLIC, [table]).fetchall()]
    if table in REMOVABLE:
        rights.remove("DELETE")
    return [f"the application may {right}" for right in rights] + [
        f"everyone may {right}" for right in public
    ]
