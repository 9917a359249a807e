"""Runs a program and says what the kernel counted for it: Node.js cannot ask for the time and memory of one child.

Standard input: {"command": [...], "cwd": "...", "seconds": CPU time after which it is stopped, 0 for none}.
Standard output: {"wall": ms, "cpu": ms, "peak": bytes of memory, "written": bytes of its standard output,
"code": exit code, or minus the signal}.
"""
import json
import os
import resource
import sys
import tempfile
import time

given = json.load(sys.stdin)
output = tempfile.TemporaryFile()
start = time.monotonic()
child = os.fork()
if child == 0:
    os.chdir(given["cwd"])
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 0)
    os.dup2(output.fileno(), 1)
    os.dup2(silent, 2)
    if given["seconds"] > 0:
        resource.setrlimit(resource.RLIMIT_CPU, (given["seconds"], given["seconds"]))
    try:
        os.execvp(given["command"][0], given["command"])
    except OSError:
        os._exit(127)
_, status, usage = os.wait4(child, 0)
json.dump(
    {
        "wall": (time.monotonic() - start) * 1e3,
        "cpu": (usage.ru_utime + usage.ru_stime) * 1e3,
        "peak": usage.ru_maxrss * 1024,
        "written": os.fstat(output.fileno()).st_size,
        "code": os.waitstatus_to_exitcode(status),
    },
    sys.stdout,
)
