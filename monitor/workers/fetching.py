"""How the one door to the web fetches."""

from monitor.config.load import Config
from monitor.net.door import FetchSettings


def fetch_settings(config: Config, allow_networks: tuple[str, ...]) -> FetchSettings:
    """How the door fetches, as sources.toml and the environment say."""
    table = config.fetch
    return FetchSettings(
        pace=table.pace,
        at_once=table.at_once,
        timeout=table.timeout,
        contact=table.contact,
        allow_networks=allow_networks,
    )
