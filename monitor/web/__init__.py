"""The HTTP listener: /healthz now, the page later. Shows what storage knows; never sends alerts."""
