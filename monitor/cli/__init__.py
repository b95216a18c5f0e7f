"""The commands, one file per family. May know everything; nobody knows it."""
