"""Sends signals to the program at random moments: it ends as each signal says, gives the terminal back, and leaves nothing running.

Usage: end_at_every_moment.py [--runs N] [--seed N] [--jobs N] PROGRAM

PROGRAM is the built program. Nothing but Python's own library is needed. The seed is printed; with it the same commands get the same
signals after the same pauses. Without --runs there are 2,000 of them, and 20,000 with LONG_TESTS in the environment.
"""

import argparse
import collections
import fcntl
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

PASSPHRASE = "correct horse"
# The signals that commands answer with 128 and their number, and the others that end a program which does nothing about them.
ANSWERED = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
OTHERS = [
    signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGIO, signal.SIGPWR, signal.SIGSYS,
    signal.SIGXCPU, signal.SIGXFSZ, signal.SIGSTKFLT, signal.SIGQUIT, 32, *range(signal.SIGRTMIN, signal.SIGRTMAX + 1),
]
PATIENCE_SECONDS = 60


def is_ignored(number: int) -> bool:
    """Whether programs that are started ignore a signal, as whoever started this one may have wanted."""
    ignored = re.search(r"SigIgn:\s*([0-9a-f]+)", pathlib.Path("/proc/self/status").read_text())
    return bool(int(ignored[1], 16) >> (number - 1) & 1)


class Scene:
    """A folder of the program's, with a vault and a sandbox that the connections in it lead to."""

    def __init__(self, program: str, folder: pathlib.Path):
        self.program, self.folder = program, folder
        self.passphrase = self.file("passphrase", PASSPHRASE + "\n")
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
        }
        self.sandbox = subprocess.Popen(
            [program, "sandbox", "--json", "--port", "0", "--no-rate-limits"], stdout=subprocess.PIPE, env=self.environment)
        told = json.loads(self.sandbox.stdout.readline())
        keys = [account["keys"][0] for account in told["accounts"][:3]]
        self.keys = ["\n".join([key["apiKey"], key["secretKey"], key["passphrase"]]) + "\n" for key in keys]
        self.configuration = f'[vault]\nwork_factor = 10\n[sites.lab]\nexchange = "okx"\nrest = "{told["origin"]}"\nsandbox = true\n'
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)
        (self.home / "config.toml").write_text(self.configuration)
        self.succeed("vault", "create")
        for name, key in zip(("first", "second"), self.keys):
            self.succeed("connect", "okx", "--name", name, "--site", "lab", text=key)

    def file(self, name: str, content: str) -> str:
        path = self.folder / name
        path.write_text(content)
        path.chmod(0o600)
        return str(path)

    def succeed(self, *arguments: str, text: str = "") -> None:
        ended = subprocess.run(
            [self.program, *arguments, "--home", str(self.home), "--passphrase-file", self.passphrase],
            input=text, text=True, capture_output=True, env=self.environment, timeout=PATIENCE_SECONDS, check=False)
        if ended.returncode != 0:
            raise SystemExit(f"cannot prepare with {arguments}: {ended}")

    def copy(self, name: str) -> pathlib.Path:
        home = self.folder / name
        shutil.copytree(self.home, home)
        return home

    def usual_milliseconds(self, command: "Command") -> float:
        """How long a command takes that ends by itself."""
        started = time.monotonic()
        arguments = [self.program, *command.arguments] + (["--passphrase-file", self.passphrase] if command.passphrase else [])
        subprocess.run(arguments, input=command.text, text=True, capture_output=True, env=self.environment, timeout=PATIENCE_SECONDS, check=False)
        return (time.monotonic() - started) * 1_200

    def end(self) -> None:
        self.sandbox.terminate()
        if self.sandbox.wait(PATIENCE_SECONDS) != 128 + signal.SIGTERM:
            raise SystemExit(f"the sandbox ended with {self.sandbox.returncode}")


class Terminal:
    """A terminal, and what was written to it."""

    def __init__(self):
        self.near, self.far = pty.openpty()
        fcntl.ioctl(self.far, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.modes = termios.tcgetattr(self.far)
        self.written = bytearray()
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        while True:
            try:
                part = os.read(self.near, 65_536)
            except OSError:
                part = b""
            with self.changed:
                if not part:
                    return
                self.written += part
                self.changed.notify_all()

    def wait_for(self, text: bytes, process: subprocess.Popen) -> bool:
        end = time.monotonic() + PATIENCE_SECONDS
        with self.changed:
            while text not in self.written and process.poll() is None and time.monotonic() < end:
                self.changed.wait(0.05)
            return text in self.written

    def type(self, text: str) -> None:
        os.write(self.near, text.encode())

    def complaint(self) -> str | None:
        """What is not as it was."""
        if termios.tcgetattr(self.far) != self.modes:
            return "its modes are not what they were"
        # What was written before the end is here when this is.
        mark = b"\0the end\0"
        os.write(self.far, mark)
        with self.changed:
            if not self.changed.wait_for(lambda: mark in self.written, PATIENCE_SECONDS):
                return "it takes nothing any more"
            written = bytes(self.written)
        for mode, rest in (("1049", b"l"), ("2004", b"l"), ("1000", b"l"), ("1002", b"l"), ("1003", b"l"), ("1006", b"l"), ("25", b"h")):
            last = re.findall(rb"\x1b\[\?" + mode.encode() + rb"([hl])", written)
            if last and last[-1] != rest:
                return f"mode {mode} was left as {last[-1]}"
        keypad = re.findall(rb"\x1b([=>])", written)
        return "the keypad was left on" if keypad and keypad[-1] == b"=" else None

    def close(self) -> None:
        os.close(self.far)
        self.reader.join()
        os.close(self.near)


class Command:
    """One way to use the program, and how it ends by itself; in a terminal where `screen` says what to wait for there."""

    def __init__(self, name, arguments, *, ends=(0,), text=None, screen=None, then=(), milliseconds=400, passphrase=True, others=False, answered=True):
        self.name, self.arguments, self.ends, self.text = name, arguments, ends, text
        self.screen, self.then, self.milliseconds, self.passphrase = screen, then, milliseconds, passphrase
        self.others, self.answered = others, answered


def commands(scene: Scene) -> list[Command]:
    slow = 'passphrase_command = "sh -c \'trap : TERM; (setsid sleep 1003 &); sleep 1001 & sleep 1002\'"\n'
    asking = scene.copy("asking")
    (asking / "config.toml").write_text(slow + scene.configuration)
    home = ["--home", str(scene.home)]
    writing = ["--home", str(scene.copy("writing"))]
    scene.written = writing[1]
    status = [Command("status", ["status", *home]), Command("status --json", ["status", "--json", *home]), Command("status of one", ["status", "first", *home])]
    return status * 3 + [
        Command("status of standard input", ["status", "--site", "lab", *home], text=scene.keys[0], passphrase=False),
        Command("check", ["check", "first", *home], ends=(0, 15)),
        Command("settings", ["settings", "first", *home], ends=(0, 15)),
        Command("list", ["list", *home]),
        Command("doctor", ["doctor", *home], ends=None),
        Command("verify", ["vault", "verify", *home]),
        Command("rename there", ["rename", "first", "third", *writing], ends=None),
        Command("rename back", ["rename", "third", "first", *writing], ends=None),
        Command("connect", ["connect", "okx", "--name", "more", "--site", "lab", *writing], text=scene.keys[2], ends=None),
        Command("sandbox", ["sandbox", "--port", "0"], ends=(), passphrase=False),
        Command("a command that hangs", ["status", "--home", str(asking)], ends=(), passphrase=False, others=True),
        Command("a prompt", ["vault", "verify", *home], ends=(), screen=b"Passphrase of the vault: ", passphrase=False, others=True),
        Command("the interface", home, ends=(), screen=b"Unlock", then=(PASSPHRASE + "\r",), milliseconds=900, passphrase=False, others=True, answered=False),
        Command("the plain mode", [*home, "--plain"], ends=(), screen=b"passphrase", then=(PASSPHRASE + "\n",), passphrase=False, others=True, answered=False),
        Command("the demo", ["demo"], ends=(), screen=b"?1049h", then=("\r",) * 8, milliseconds=900, passphrase=False, others=True, answered=False),
    ]


def left_over() -> list[str]:
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().split(b"\0")
        except OSError:
            continue
        if words[:1] == [b"sleep"] and words[1:2] and words[1] in (b"1001", b"1002", b"1003"):
            found.append(process.parent.name)
    return found


def run(scene: Scene, command: Command, sent: int, pause: float, at_screen: bool) -> str:
    """How it ended. Raises where that is not right."""
    terminal = Terminal() if command.screen else None
    arguments = [scene.program, *command.arguments]
    if command.passphrase:
        arguments += ["--passphrase-file", scene.passphrase]
    process = subprocess.Popen(
        arguments, env=scene.environment, stdin=terminal.far if terminal else subprocess.PIPE,
        stdout=terminal.far if terminal else subprocess.PIPE, stderr=terminal.far if terminal else subprocess.PIPE)
    try:
        if command.text is not None:
            process.stdin.write(command.text.encode())
        if not terminal:
            process.stdin.close()
            process.stdin = None
        if terminal and at_screen:
            if not terminal.wait_for(command.screen, process):
                raise AssertionError(f"nothing was shown: {bytes(terminal.written)!r}")
            for text in command.then:
                terminal.type(text)
        # The pause is part of what is tried, and nothing is expected of it.
        time.sleep(pause)
        process.send_signal(sent)
        try:
            _, complaint = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError("it did not end") from None
        ended = process.returncode
        wrong = terminal.complaint() if terminal else None
        complaint = (bytes(terminal.written[-2_000:]) if terminal else complaint).decode(errors="replace")
        right = ended == -sent or (sent in (*ANSWERED, signal.SIGQUIT) and ended == 128 + sent)
        if command.ends is None:
            right = right or 0 <= ended < 128
        elif ended in command.ends:
            right = True
        if not right or "internal error" in complaint and sent != signal.SIGSYS:
            raise AssertionError(f"it ended with {ended}: {complaint}")
        if wrong:
            raise AssertionError(f"the terminal was not given back: {wrong}; {bytes(terminal.written[-200:])!r}")
        return "by itself" if ended >= 0 and ended != 128 + sent else "by the signal" if ended < 0 else "with its code"
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()
        if terminal:
            terminal.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=20_000 if os.environ.get("LONG_TESTS") else 2_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1))
    options = parser.parse_args()
    # A shell that starts this in the background has these ignored, and so would the programs have them.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    print(f"seed {options.seed}, {options.runs} runs", flush=True)
    chance = random.Random(options.seed)
    counts: collections.Counter = collections.Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="signals-") as folder:
        scene = Scene(os.path.abspath(options.program), pathlib.Path(folder))
        known = commands(scene)
        for command in known:
            if command.ends != ():
                command.milliseconds = scene.usual_milliseconds(command)
        plan = []
        # Each of the other signals once in each terminal and in a command that hangs, when that is there; then whatever chance brings.
        for command in known:
            if command.others:
                plan += [(command, int(sent), chance.uniform(0, 0.05), True) for sent in OTHERS if (sent < 36 or sent == signal.SIGRTMAX) and not is_ignored(sent)]
        plan = plan[: options.runs // 4]
        while len(plan) < options.runs:
            command = chance.choice(known)
            sent = chance.choice(ANSWERED if command.answered else ANSWERED[::2])
            # Before its work a command only starts, and libraries are not in use yet.
            share = chance.uniform(*chance.choice([(0, 1), (0.6, 1), (0.6, 1)]))
            plan.append((command, int(sent), share * command.milliseconds / 1_000, chance.random() < 0.7))
        chance.shuffle(plan)
        lock = threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    if not plan or len(failures) > 20:
                        return
                    command, sent, pause, at_screen = plan.pop()
                try:
                    how = run(scene, command, sent, pause, at_screen)
                    with lock:
                        counts[how] += 1
                except AssertionError as failure:
                    with lock:
                        failures.append(f"{command.name}, signal {sent} after {pause * 1_000:.1f} ms{' of its screen' if at_screen and command.screen else ''}: {failure}")

        workers = [threading.Thread(target=work) for _ in range(options.jobs)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        end = time.monotonic() + PATIENCE_SECONDS
        # Those that were sent a signal in the last moment are ended with what they had started.
        while left_over() and time.monotonic() < end:
            select.select([], [], [], 0.05)
        if left_over():
            failures.append(f"commands that were given up on still run: {left_over()}")
        # Whatever was interrupted, the vault opens.
        opened = subprocess.run(
            [scene.program, "list", "--json", "--home", scene.written, "--passphrase-file", scene.passphrase],
            capture_output=True, env=scene.environment, timeout=PATIENCE_SECONDS, check=False)
        if opened.returncode != 0:
            failures.append(f"the vault does not open any more: {opened}")
        scene.end()
    print(", ".join(f"{number} ended {how}" for how, number in sorted(counts.items())))
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
