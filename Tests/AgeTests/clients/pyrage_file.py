"""Seals and opens files with pyrage, which is written in Rust and shares no code with the age program.

Usage: pyrage_file.py seal-passphrase PASSPHRASE | seal-recipient RECIPIENT | open-passphrase PASSPHRASE | open-identity IDENTITY
Content comes from standard input and goes to standard output.
"""

import sys

import pyrage


def main() -> int:
    action, key = sys.argv[1:]
    content = sys.stdin.buffer.read()
    if action == "seal-passphrase":
        result = pyrage.passphrase.encrypt(content, key)
    elif action == "seal-recipient":
        result = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key)])
    elif action == "open-passphrase":
        result = pyrage.passphrase.decrypt(content, key)
    elif action == "open-identity":
        result = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(key)])
    else:
        raise SystemExit(__doc__)
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
