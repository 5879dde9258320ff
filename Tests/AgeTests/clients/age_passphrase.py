"""Runs the age program with a passphrase, which it only takes from a terminal.

Usage: age_passphrase.py PASSPHRASE age ARGUMENT...
"""

import os
import pty
import select
import sys
import time


def main() -> int:
    passphrase, command = sys.argv[1], sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    deadline = time.monotonic() + 120
    shown = b""
    answered = 0
    while True:
        if time.monotonic() > deadline:
            os.kill(child, 9)
            print("no end of it: " + shown.decode(errors="replace"), file=sys.stderr)
            return 1
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if shown.count(b"passphrase") > answered and shown.rstrip(b" ").endswith(b":"):
            answered = shown.count(b"passphrase")
            os.write(terminal, passphrase.encode() + b"\n")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status != 0:
        print(shown.decode(errors="replace"), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
