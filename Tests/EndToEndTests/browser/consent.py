#!/usr/bin/env python3
"""A user with a real browser: opens an address, logs in to the sandbox, decides, and tells where the browser ends.

consent.py ADDRESS ACCOUNT allow|deny [--elsewhere]

--elsewhere: the browser is on another machine, so that nothing of this one answers at the callback's address.
Prints the address at which the browser ends and, on the next line, the text of that page.
"""
import json, os, select, shutil, subprocess, sys, tempfile, time

# Long, because the machine may be slow; whoever started this gives up a little later.
PATIENCE_SECONDS = 170


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="tidegate-browser-")
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()
        program = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
        if program is None:
            sys.exit("no chromium")

        def wire():
            # The browser takes orders at descriptor 3 and answers at 4.
            first, second = os.dup(to_read), os.dup(to_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(3, 4, to_read, to_write), preexec_fn=wire, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self.profile})
        self.waiting, self.events, self.number = b"", [], 0

    def message(self, deadline):
        while b"\0" not in self.waiting:
            ready, _, _ = select.select([self.read_end], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser says nothing")
            part = os.read(self.read_end, 1 << 16)
            if not part:
                raise EOFError("the browser has ended")
            self.waiting += part
        one, self.waiting = self.waiting.split(b"\0", 1)
        return json.loads(one)

    def order(self, method, session=None, **parameters):
        self.number += 1
        order = {"id": self.number, "method": method, "params": parameters}
        if session:
            order["sessionId"] = session
        os.write(self.write_end, json.dumps(order).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            message = self.message(deadline)
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def event(self, *methods):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            for index, event in enumerate(self.events):
                if event.get("method") in methods:
                    return self.events.pop(index)
            self.events.append(self.message(deadline))

    def end(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def main():
    address, account, decision = sys.argv[1:4]
    elsewhere = "--elsewhere" in sys.argv
    browser = Browser()
    try:
        target = browser.order("Target.createTarget", url="about:blank")["targetId"]
        page = browser.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.order("Page.enable", page)
        if elsewhere:
            browser.order("Fetch.enable", page, patterns=[{"urlPattern": "*/callback*"}])

        def evaluate(script):
            return browser.order("Runtime.evaluate", page, expression=script, returnByValue=True)["result"].get("value")

        def until(script):
            deadline = time.monotonic() + PATIENCE_SECONDS
            while time.monotonic() < deadline:
                try:
                    if evaluate(script):
                        return
                except RuntimeError:
                    pass  # The page changes just now.
                time.sleep(0.05)
            raise TimeoutError(script)

        browser.order("Page.navigate", page, url=address)
        until("document.querySelector('#login') !== null")
        evaluate(f"document.querySelector('select').value = {json.dumps(account)}; document.querySelector('#login').click()")
        until("document.querySelector('#allow') !== null")
        evaluate(f"document.querySelector({json.dumps('#allow' if decision == 'allow' else '#deny')}).click()")
        if elsewhere:
            paused = browser.event("Fetch.requestPaused")["params"]
            browser.order("Fetch.failRequest", page, requestId=paused["requestId"], errorReason="ConnectionRefused")
            print(paused["request"]["url"])
            return
        until("location.pathname.startsWith('/callback') && document.readyState === 'complete'")
        print(evaluate("location.href"))
        print(evaluate("document.title + ': ' + document.body.innerText.replaceAll('\\n', ' ')"))
    finally:
        browser.end()


main()
