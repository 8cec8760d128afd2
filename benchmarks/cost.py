"""A small process that runs a command and prints what it took, as JSON: `seconds`, `kilobytes` at most, exit `code`.

It stands between the benchmark and the command because Linux counts into a program's peak memory that of the process
which started it; this one holds next to nothing. The command's output is thrown away, its errors pass through.
"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
kilobytes = peak / 1024 if sys.platform == "darwin" else peak
print(json.dumps({"seconds": seconds, "kilobytes": kilobytes, "code": code}))
