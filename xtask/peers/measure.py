"""Runs a command and prints the processor time that it took, user and system, in seconds.

usage: measure.py OUTPUT COMMAND…       what the command prints goes to the file OUTPUT
"""
import resource
import subprocess
import sys

with open(sys.argv[1], "wb") as output:
    code = subprocess.run(sys.argv[2:], stdout=output).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime)
sys.exit(code)
