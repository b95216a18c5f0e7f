"""Where configuration, database and secrets are looked for: the command line, else the environment, else here."""

import os
from collections.abc import Mapping
from pathlib import Path

from monitor.core.errors import ConfigError, Problem


def config_folder(chosen: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """`--config DIR`, else MONITOR_CONFIG, else the current folder; raises ConfigError if nothing is there."""
    folder = chosen or Path(environment.get("MONITOR_CONFIG") or ".")
    if not (folder / "sources.toml").exists() and not (folder / "alerts.toml").exists():
        shown = folder.resolve()
        found = "watchlists alone are no configuration" if (folder / "watchlists").is_dir() else "no configuration here"
        what = (
            f"{found}: sources.toml, watchlists/ and alerts.toml were looked for in {shown}; "
            "write starter files with `monitor init DIR`, then name the folder with --config DIR or MONITOR_CONFIG"
        )
        raise ConfigError([Problem(file=str(folder), message=what)])
    return folder


def database_url(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """MONITOR_DATABASE_URL, else a SQLite file in `data/` beside the configuration."""
    return environment.get("MONITOR_DATABASE_URL") or f"sqlite:///{folder / 'data' / 'monitor.db'}"


def data_folder(folder: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Where a folder channel writes: MONITOR_DATA, else beside the SQLite database, else `data/`."""
    if environment.get("MONITOR_DATA"):
        return Path(environment["MONITOR_DATA"])
    url = database_url(folder, environment)
    return Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite:///") else folder / "data"


def secret(name: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The value of a named secret: the variable NAME, or the text of the file that NAME_FILE names."""
    if environment.get(name):
        return environment[name]
    file = environment.get(f"{name}_FILE")
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def allowed_networks(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """MONITOR_ALLOW_NETWORKS: comma-separated CIDRs that the guard lets through."""
    return tuple(part.strip() for part in environment.get("MONITOR_ALLOW_NETWORKS", "").split(",") if part.strip())
