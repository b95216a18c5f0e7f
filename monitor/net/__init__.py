"""The one door to the web: guarded addresses, capped bodies, pace per host, killable parsers. Knows the core only."""
