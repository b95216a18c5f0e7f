"""A small world to try Monitor in: outlets on loopback, with articles of our own. Never used by the daemon."""
