"""The name under which a process takes work, and whether the one behind a name still lives."""

import os
import socket
from pathlib import Path


def own_name() -> str:
    """`host/pid/start`: pids come round again, and in a container every daemon has the same one."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def is_dead(holder: str) -> bool:
    """True only if it is sure: the process ran on this machine and is gone. Its leases may be given back at once."""
    host, _, rest = holder.partition("/")
    pid, _, start = rest.partition("/")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    now = _started(int(pid))
    return now != start if now else not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists()


def _started(pid: int) -> str:
    """When a process started, in clock ticks since boot; empty where there is no such process or no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]  # proc(5): field 22, counted from the state behind the name
