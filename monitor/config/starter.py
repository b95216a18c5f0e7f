"""The shipped configuration: one copy, at the repository's root; a wheel carries it inside the package."""

from importlib.resources import files
from pathlib import Path

FILES = ("sources.toml", "alerts.toml")


def starter_folder() -> Path:
    """Where the shipped sources.toml, alerts.toml and watchlists/ stand."""
    package = Path(str(files("monitor")))
    inside = package / "starter"
    return inside if inside.is_dir() else package.parent


def starter_files() -> dict[str, bytes]:
    """Name within the configuration folder → content."""
    folder = starter_folder()
    paths = [folder / name for name in FILES] + sorted((folder / "watchlists").glob("*.toml"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
