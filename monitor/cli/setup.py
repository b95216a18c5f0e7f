"""`monitor init`: by itself, for it needs nothing of what the other commands take a second to load."""

from pathlib import Path

import click

from monitor.config.starter import starter_files
from monitor.core.errors import PermanentError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write commented starter files into FOLDER: sources.toml, watchlists/, alerts.toml.

    A file that is there already is left as it is.

    \b
    Example:
      monitor init my-desk && monitor check --config my-desk
    """
    for name, content in starter_files().items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            click.echo(f"kept     {path} (is there already)")
        except OSError as error:
            raise PermanentError(str(path), f"cannot be written: {error.strerror}") from error
        else:
            click.echo(f"written  {path}")
    click.echo(f"Next: monitor check --config {folder}   then: monitor run --config {folder}")
