"""Runs a command and prints the processor time that it took, user and system, and the time by the clock, in seconds.

usage: measure.py OUTPUT COMMAND…       what the command prints goes to the file OUTPUT
"""
import resource
import subprocess
import sys
import time

begun = time.monotonic()
with open(sys.argv[1], "wb") as output:
    code = subprocess.run(sys.argv[2:], stdout=output).returncode
took = time.monotonic() - begun
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, took)
sys.exit(code)
