"""The migrations say what the models say; no database is asked."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def _changes(state: ProjectState) -> dict[str, list[str]]:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), state).changes(graph=loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("rochdale.")}
    return {
        label: [operation.describe() for migration in migrations for operation in migration.operations]
        for label, migrations in found.items()
        if label in ours
    }


def test_the_migrations_say_what_the_models_say() -> None:
    assert _changes(ProjectState.from_apps(apps)) == {}


def test_a_missing_migration_is_found() -> None:
    state = ProjectState.from_apps(apps)
    state.remove_field("ledger", "entry", "text")
    assert "ledger" in _changes(state)


def test_no_two_migrations_follow_the_same_one() -> None:
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
