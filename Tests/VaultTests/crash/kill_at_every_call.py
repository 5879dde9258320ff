"""Kills the program at every system call of a save, and makes every call of it fail: afterwards the old or the new vault opens.

Usage: kill_at_every_call.py [--quick] PROGRAM

PROGRAM is the built program. Needs strace, and pyrage for a first vault with a connection in it (without touching a network).
With --quick only every third call of the busiest kinds is tried.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pyrage

OLD, NEW = "old passphrase", "new passphrase"
# A question mark lets strace pass over names that this architecture does not have.
CALLS = [
    "openat", "read", "write", "pwrite64", "fsync", "fdatasync", "?fchmod", "?rename", "?renameat", "?renameat2", "?link", "linkat",
    "?unlink", "unlinkat", "?mkdir", "mkdirat", "flock", "close", "?fstat", "?newfstatat", "statx", "ftruncate",
]
FAILURES = [
    ("write", "ENOSPC"), ("write", "EIO"), ("fsync", "EIO"), ("?rename,?renameat,?renameat2", "ENOSPC"), ("linkat", "EPERM"),
    ("linkat", "ENOSPC"), ("unlinkat", "EACCES"), ("?fchmod", "EPERM"), ("flock", "ENOLCK"), ("openat", "EROFS"),
]
# What a save writes to before it gives the file its name.
STAGED = ["vault.age.new", "vault.age.copy.new"]
BUSY = {"openat", "read", "close", "?fstat", "?newfstatat", "write"}
DOCUMENT = {
    "version": 1,
    "default": "before",
    "connections": [{
        "name": "before", "exchange": "okx", "site": "global", "environment": "live", "method": "api-key",
        "apiKey": "key", "secretKey": "secret", "passphrase": "words", "kept": {"from": ["the", "future"]},
    }],
}


class Home:
    """A folder of the program's with its passphrase files beside it."""

    def __init__(self, program: str, path: pathlib.Path):
        self.program, self.path = program, path

    def command(self, *arguments: str) -> list[str]:
        return [self.program, *arguments, "--home", str(self.path / "home"), "--passphrase-file"]

    def file(self, passphrase: str) -> str:
        path = self.path / passphrase.replace(" ", "-")
        path.write_text(passphrase + "\n")
        path.chmod(0o600)
        return str(path)

    def copy(self) -> "Home":
        path = pathlib.Path(tempfile.mkdtemp(prefix="kill-", dir=self.path.parent))
        if (self.path / "home").exists():
            shutil.copytree(self.path / "home", path / "home", symlinks=True)
        return Home(self.program, path)

    def run(self, *arguments: str, passphrase: str, extra: tuple[str, ...] = (), tracing: tuple[str, ...] = ()):
        command = [*tracing, *self.command(*arguments), self.file(passphrase), *extra]
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)

    def names(self, passphrase: str) -> list[str] | None:
        """The names of the connections; None when the vault does not open."""
        ended = self.run("list", "--json", passphrase=passphrase)
        if ended.returncode != 0:
            return None
        return [connection["name"] for connection in json.loads(ended.stdout)["connections"]]


class Create:
    name = "create"

    def prepare(self, home: Home) -> None:
        (home.path / "home").mkdir(mode=0o700)
        (home.path / "home" / "config.toml").write_text("[vault]\nwork_factor = 10\n")

    def perform(self, home: Home, tracing: tuple[str, ...]):
        return home.run("vault", "create", passphrase=OLD, tracing=tracing)

    def outcome(self, home: Home) -> str | None:
        if home.names(OLD) == []:
            return "new"
        if (home.path / "home" / "vault.age").exists():
            return None
        return "old" if home.run("vault", "create", passphrase=OLD).returncode == 0 and home.names(OLD) == [] else None


class Rename(Create):
    name = "rename"

    def prepare(self, home: Home) -> None:
        super().prepare(home)
        vault = home.path / "home" / "vault.age"
        vault.write_bytes(pyrage.passphrase.encrypt(json.dumps(DOCUMENT).encode(), OLD))
        vault.chmod(0o600)
        # The first save replaces the costly work factor by the configured one.
        ended = home.run("rename", "before", "old", passphrase=OLD)
        if ended.returncode != 0 or home.names(OLD) != ["old"]:
            raise SystemExit(f"cannot prepare: {ended}")

    def perform(self, home: Home, tracing: tuple[str, ...]):
        return home.run("rename", "old", "new", passphrase=OLD, tracing=tracing)

    def outcome(self, home: Home) -> str | None:
        return {("old",): "old", ("new",): "new"}.get(tuple(home.names(OLD) or ()))


class ChangePassphrase(Rename):
    name = "change-passphrase"

    def perform(self, home: Home, tracing: tuple[str, ...]):
        extra = ("--new-passphrase-file", home.file(NEW))
        return home.run("vault", "change-passphrase", passphrase=OLD, extra=extra, tracing=tracing)

    def outcome(self, home: Home) -> str | None:
        if home.names(NEW) == ["old"]:
            return "new"
        return "old" if home.names(OLD) == ["old"] else None


def injected(call: str, how: str, number: int) -> tuple[str, ...]:
    return ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{how}:when={number}")


def check(home: Home, action: Create, what: str, counts: dict[str, int]) -> None:
    found = action.outcome(home)
    if found is None:
        raise SystemExit(f"{action.name}, {what}: neither the old nor the new vault opens in {home.path}")
    for path in (home.path / "home").glob("vault.*"):
        if path.stat().st_mode & 0o077:
            raise SystemExit(f"{action.name}, {what}: others can read {path}")
    counts[found] = counts.get(found, 0) + 1
    shutil.rmtree(home.path)


def every(call: str, quick: bool):
    number = 1
    while number <= 2_000:
        yield number
        number += 3 if quick and call in BUSY else 1


def killed(action: Create, start: Home, quick: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    for call in CALLS:
        for number in every(call, quick):
            home = start.copy()
            ended = action.perform(home, injected(call, "signal=SIGKILL", number))
            check(home, action, f"killed at {call} number {number}", counts)
            if ended.returncode not in (-9, 137):
                if ended.returncode != 0:
                    raise SystemExit(f"{action.name}: {ended}")
                break
    return counts


def failing(action: Create, start: Home, quick: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    for call, error in FAILURES:
        for number in every(call, quick):
            home = start.copy()
            trace = home.path / "trace"
            tracing = list(injected(call, f"error={error}", number))
            tracing[tracing.index("/dev/null")] = str(trace)
            if call == "write":
                # No disk is behind the other writes: pipes between threads, and standard output.
                tracing += [word for name in STAGED for word in ("-P", str(home.path / "home" / name))]
            ended = action.perform(home, tuple(tracing))
            hit = "INJECTED" in trace.read_text(errors="replace")
            if ended.returncode < 0:
                raise SystemExit(f"{action.name}, {error} at {call} number {number}: {ended}")
            if ended.returncode == 0 and action.outcome(home) != "new":
                raise SystemExit(f"{action.name}, {error} at {call} number {number}: success was claimed")
            check(home, action, f"{error} at {call} number {number}", counts)
            if not hit:
                break
    return counts


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--quick"]
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    quick = "--quick" in sys.argv
    program = os.path.abspath(arguments[0])
    with tempfile.TemporaryDirectory(prefix="vault-kill-") as folder:
        for action in (Create(), Rename(), ChangePassphrase()):
            start = Home(program, pathlib.Path(folder) / f"start-{action.name}")
            start.path.mkdir()
            action.prepare(start)
            kills, failures = killed(action, start, quick), failing(action, start, quick)
            for counts in (kills, failures):
                # Without both, the calls that matter were not met.
                if not counts.get("old") or not counts.get("new"):
                    raise SystemExit(f"{action.name}: {counts}")
            print(f"{action.name}: killed {kills}, failing {failures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
