"""Figures: what is claimed, and the commands that show it."""
