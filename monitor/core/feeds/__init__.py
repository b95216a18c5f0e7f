"""Bytes → entries, one file per format."""
