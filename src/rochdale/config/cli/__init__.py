"""The command `rochdale`: one module for each word that people type."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from rochdale import __version__


class Commands(click.Group):
    """Finds each command in its own module when it is asked for, so that `rochdale --help` is quick."""

    modules = {
        "audit": "auditing",
        "bench": "bench",
        "close-day": "close_day",
        "count": "counting",
        "demo": "demo",
        "election": "election",
        "export": "export",
        "import": "importing",
        "migrate": "migrate",
        "serve": "serve",
        "worker": "worker",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The words, in alphabetical order."""
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """The command of a word, or None."""
        from importlib import import_module

        if cmd_name not in self.modules:
            return None
        found: click.Command = import_module(f"{__name__}.{self.modules[cmd_name]}").command
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run it; what is not ready outside the program is told in one sentence, without a traceback."""
        from rochdale.config.embedded import EmbeddedServerFault
        from rochdale.config.runtime import NotReady

        try:
            return super().invoke(ctx)
        except (EmbeddedServerFault, NotReady) as fault:
            Console(stderr=True).print(f"[bold red]{fault}[/]", soft_wrap=True)
            ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rochdale")
def main() -> None:
    """The system of record of financial services cooperatives."""
    if not __debug__:
        sys.exit("Rochdale does not run under python -O: its assertions guard money.")
