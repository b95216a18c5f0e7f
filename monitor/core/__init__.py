"""PURE: decisions on plain values. No I/O, clock, randomness, log or threads; time comes in as an argument."""
