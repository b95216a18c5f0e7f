"""Rows, and the values they come from and turn into. SQLModel stays in here; knows the core only."""
