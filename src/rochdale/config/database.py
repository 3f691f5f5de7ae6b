"""Bringing the database to this version: migrations as the owner, then the rights of the application's role."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections

from rochdale.config.embedded import APP_ROLE

# Tables of Django and its companions belong to no cooperative; everything else stands behind a wall.
SHARED_TABLES = {
    "account_emailaddress": "addresses by which people sign in",
    "account_emailconfirmation": "confirmations of such addresses",
    "auth_group": "unused, but Django's own code reads it",
    "auth_group_permissions": "unused, but Django's own code reads it",
    "auth_permission": "unused, but Django's own code reads it",
    "django_content_type": "the names of the tables",
    "django_session": "who is signed in",
    "django_migrations": "which migrations have run",
    "cooperatives_cooperative": "the directory of institutions: public facts, each written by its own",
    "mfa_authenticator": "second factors of sign-ins, encrypted",
    "tenancy_try": "how often somebody tried lately, under a fingerprint",
    "usersessions_usersession": "where and since when a sign-in is open",
    "membership_signin": "one sign-in serves several cooperatives",
    "procrastinate_events": "what became of a job, by its number",
    "procrastinate_jobs": "work that waits for the worker; a job names its cooperative and its subject by id alone",
    "procrastinate_periodic_defers": "which round of the worker was made last",
    "procrastinate_workers": "the workers that run, by number",
}
_WRITTEN = (
    "account_emailaddress",
    "account_emailconfirmation",
    "django_session",
    "membership_signin",
    "mfa_authenticator",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "usersessions_usersession",
)


class UnsafeRole(Exception):
    """The application would run as a role that the walls do not bind."""


def migrate() -> None:
    """Run every migration as the owner, and give the application what it needs of the shared tables."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    with connections["owner"].cursor() as cursor:
        for table in SHARED_TABLES:
            if table not in {"cooperatives_cooperative", "membership_signin"}:
                rights = "SELECT, INSERT, UPDATE, DELETE" if table in _WRITTEN else "SELECT"
                cursor.execute(f"GRANT {rights} ON {table} TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")


def require_bound_role() -> None:
    """Refuse to serve as a role that is not bound by the walls: superuser, BYPASSRLS, or owner of tables.

    Raises UnsafeRole.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls) "
            "UNION ALL SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        unsafe = cursor.fetchone()
    if unsafe is not None:
        raise UnsafeRole(
            f"The database role {unsafe[0]} is not bound by the walls between cooperatives. "
            f"Let ROCHDALE_DATABASE_URL name {APP_ROLE}, and ROCHDALE_OWNER_DATABASE_URL the owner."
        )
