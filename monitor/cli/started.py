"""When this process began, for what is measured from the start of the command."""

import time

STARTED = time.monotonic()
