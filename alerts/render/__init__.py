"""PURE: alerts → messages. No clock, no network, no file at call time."""
