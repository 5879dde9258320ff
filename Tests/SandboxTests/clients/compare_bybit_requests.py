"""Compares what tidegate asks of Bybit with what Bybit's own Python client (pybit) asks for the same things.

    compare_bybit_requests.py PROGRAM

Starts the sandbox of PROGRAM and a recorder before it, reads an account with both, and looks for every request of pybit among those of
tidegate: the same method, path and parameters, the same headers of the signature, made by the same rule over what was sent.
"""

import hashlib
import hmac
import http.client
import json
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from pybit.unified_trading import HTTP

SIGNED = {"x-bapi-api-key", "x-bapi-timestamp", "x-bapi-recv-window", "x-bapi-sign"}


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = []
    upstream = ""

    def do_GET(self):
        connection = http.client.HTTPConnection(self.upstream)
        connection.request("GET", self.path, headers={k: v for k, v in self.headers.items() if k.lower() != "host"})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        self.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def described(path, headers):
    parts = urlsplit(path)
    return ("GET", parts.path, tuple(sorted(parse_qsl(parts.query, keep_blank_values=True))), frozenset(SIGNED & set(headers)))


def check_signature(path, headers, secret):
    if "x-bapi-sign" not in headers:
        return
    text = headers["x-bapi-timestamp"] + headers["x-bapi-api-key"] + headers["x-bapi-recv-window"] + urlsplit(path).query
    expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    assert headers["x-bapi-sign"] == expected, f"the signature of {path} is another one"


def main():
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "sandbox.json")
        with output.open("w") as file:
            sandbox = subprocess.Popen(
                [program, "sandbox", "--port", "0", "--json", "--no-rate-limits", "--exchange", "bybit"], stdout=file)
        try:
            description = None
            while description is None:
                assert sandbox.poll() is None, "the sandbox did not start"
                try:
                    description = json.loads(output.read_text())
                except ValueError:
                    threading.Event().wait(0.05)
            compare(program, folder, next(e for e in description["exchanges"] if e["exchange"] == "bybit"))
        finally:
            sandbox.terminate()
            sandbox.wait()


def compare(program, folder, bybit):
    host = next(h for h in bybit["hosts"] if (h["site"], h["environment"], h["host"]) == ("global", "live", "rest"))
    key = next(a for a in bybit["accounts"] if a["id"] == "main")["keys"][0]
    Recorder.upstream = host["address"].split("//")[1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"

    session = HTTP(api_key=key["apiKey"], api_secret=key["secretKey"])
    session.endpoint = base
    session.get_server_time()
    session.get_api_key_information()
    session.get_account_info()
    session.get_wallet_balance(accountType="UNIFIED")
    session.get_coins_balance(accountType="FUND")
    session.get_asset_overview(valuationCurrency="USD")
    session.get_tickers(category="spot")
    for kind in [{"category": "linear", "settleCoin": "USDT"}, {"category": "linear", "settleCoin": "USDC"}, {"category": "inverse"}, {"category": "option"}]:
        session.get_positions(limit=200, **kind)
    theirs, Recorder.seen = Recorder.seen, []

    Path(folder, "config.toml").write_text(f'[sites.lab]\nexchange = "bybit"\n[sites.lab.hosts]\nrest = "{base}"\n')
    status = subprocess.run(
        [program, "status", "--exchange", "bybit", "--site", "lab", "--json", "--home", folder],
        input=f"{key['apiKey']}\n{key['secretKey']}\n", text=True, capture_output=True)
    assert status.returncode == 0, status.stdout + status.stderr
    ours = Recorder.seen
    server.shutdown()

    for path, headers in theirs + ours:
        check_signature(path, headers, key["secretKey"])
    asked = {described(*request) for request in ours}
    for request in theirs:
        assert described(*request) in asked, f"tidegate does not ask {described(*request)}"
        print("ok      ", request[0])
    assert len(theirs) == 11 and len(ours) >= len(theirs), (len(theirs), len(ours))
    print(f"{len(theirs)} requests of pybit are among the {len(ours)} of tidegate")


main()
