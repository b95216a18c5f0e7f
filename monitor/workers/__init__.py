"""The four workers and the sweep: take what is due, work on it, record the outcome.

They meet only in the database, and never hold a transaction open while they wait for the network.
"""
