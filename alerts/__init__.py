"""Ways to people, one file per channel, and what a message looks like. Knows the core only; HTTP is handed in."""
