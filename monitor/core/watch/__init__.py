"""Watchlists over text: compile, match, explain."""
