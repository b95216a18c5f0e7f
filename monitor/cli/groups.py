"""Groups of commands, listed by what each is for: click cuts a first sentence off behind some forty letters."""

import click

_WHOLE = 200  # letters: no first sentence is longer


class Group(click.Group):
    """Commands whose `--help` lists each of them with its whole first sentence."""

    def listed(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Each command's name and what it is for."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, one.get_short_help_str(_WHOLE)) for name, one in found if one is not None]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(self.listed(ctx))
