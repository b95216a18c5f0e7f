"""The four workers and the sweep: take what is due, work on it, record the outcome. Never open a transaction while waiting."""
