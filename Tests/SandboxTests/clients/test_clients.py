#!/usr/bin/env python3
"""Other people's clients against the sandbox, with nothing changed but the base address.

Needs `python-okx==0.4.4`, `ccxt==4.5.90` and `websockets==15.0.1`, and `openssl` for the certificate of a TLS forwarder. Three ways to
run it; the checks of streams need the `streams` and `demoStreams` of the JSON:

    test_clients.py --start COMMAND ...     start the sandbox with a command that prints the sample keys as JSON first
    test_clients.py KEYS.json [BASE]        a running sandbox; the keys from a file
    ... | test_clients.py - [BASE]          a running sandbox; the keys on standard input

BASE may be left out when the JSON has an `origin`. One line a check, then a summary; the exit status is 1 if a check failed.
"""
import asyncio
import base64
import contextlib
import hashlib
import hmac
import io
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import warnings
from decimal import Decimal

import checks
from checks import check, equal, expect

warnings.simplefilter("ignore")


def raises(kind, body):
    try:
        body()
    except kind:
        return
    raise AssertionError(f"no {kind.__name__} was raised")


def sdk_checks(base, keys):
    from okx.Account import AccountAPI
    from okx.Funding import FundingAPI
    from okx.MarketData import MarketAPI
    from okx.PublicData import PublicAPI
    from okx.Status import StatusAPI

    def client(kind, account, **changes):
        key = {**keys[account], **changes}
        flag = key.get("flag") or ("1" if key["environment"] == "demo" else "0")
        return kind(key["apiKey"], key["secretKey"], key["passphrase"], flag=flag, domain=base, debug=False)

    def open_client(kind):
        return kind(flag="0", domain=base, debug=False)

    def rows(reply):
        equal(reply.get("code"), "0")
        return reply["data"]

    def clock():
        server = int(rows(open_client(PublicAPI).get_system_time())[0]["ts"])
        expect(abs(server - time.time() * 1000) < 30_000, f"the clock says {server}")

    def config():
        row = rows(client(AccountAPI, "main").get_account_config())[0]
        equal((row["uid"], row["acctLv"], row["posMode"]), (keys["main"]["uid"], "2", "net_mode"))
        equal(sorted(row["perm"].split(",")), ["read_only", "trade"])
        equal(row["ip"], "127.0.0.1,::1")

    def balance():
        row = rows(client(AccountAPI, "main").get_account_balance())[0]
        total = sum(Decimal(detail["eqUsd"]) for detail in row["details"])
        equal(Decimal(row["totalEq"]), total)
        bitcoin = next(detail for detail in row["details"] if detail["ccy"] == "BTC")
        equal((bitcoin["eq"], bitcoin["frozenBal"], bitcoin["availBal"]), ("1.06126645222", "0.4", "0.66126645222"))

    def filtered():
        row = rows(client(AccountAPI, "main").get_account_balance(ccy="BTC,SOL"))[0]
        equal([detail["ccy"] for detail in row["details"]], ["BTC", "SOL"])

    def funding():
        found = {row["ccy"]: row for row in rows(client(FundingAPI, "main").get_balances())}
        equal(found["USDT"], {"ccy": "USDT", "bal": "2500.5", "availBal": "2400.5", "frozenBal": "100"})

    def valuation():
        row = rows(client(FundingAPI, "main").get_asset_valuation(ccy="USD"))[0]
        parts = row["details"]
        equal(Decimal(row["totalBal"]), sum(Decimal(parts[name]) for name in ("trading", "funding", "earn", "classic")))
        trading = rows(client(AccountAPI, "main").get_account_balance())[0]["totalEq"]
        equal(Decimal(parts["trading"]), Decimal(trading))

    def positions():
        row = rows(client(AccountAPI, "main").get_positions(instType="SWAP"))[0]
        equal((row["instId"], row["mgnMode"], row["posSide"], row["pos"]), ("BTC-USDT-SWAP", "isolated", "net", "25"))
        hedge = rows(client(AccountAPI, "hedge").get_positions())
        equal(sorted((row["posSide"], row["mgnMode"]) for row in hedge), [("long", "cross"), ("short", "cross")])

    def refusal(code, account, **changes):
        reply = client(AccountAPI, account, **changes).get_account_config()
        equal(reply.get("code"), code)
        return reply

    def address():
        reply = refusal("50110", "elsewhere")
        expect("127.0.0.1" in reply["msg"] and "data" not in reply, f"{reply}")

    def demo():
        equal(rows(client(AccountAPI, "demo").get_account_config())[0]["uid"], keys["demo"]["uid"])

    def empty():
        row = rows(client(AccountAPI, "empty").get_account_balance())[0]
        equal((row["details"], row["totalEq"]), ([], "0"))
        equal(rows(client(FundingAPI, "empty").get_balances()), [])

    def debts():
        details = {row["ccy"]: row for row in rows(client(AccountAPI, "sub").get_account_balance())[0]["details"]}
        expect(Decimal(details["USDT"]["eq"]) < 0 < Decimal(details["USDT"]["liab"]), f"{details['USDT']}")
        equal(details["MARSH"]["eqUsd"], "")

    def index():
        price = rows(open_client(MarketAPI).get_index_tickers(instId="BTC-USD"))[0]["idxPx"]
        detail = rows(client(AccountAPI, "main").get_account_balance(ccy="BTC"))[0]["details"][0]
        equal(Decimal(detail["eqUsd"]), Decimal(price) * Decimal(detail["eq"]))

    def settings():
        api = client(AccountAPI, "fixable")
        equal(rows(api.set_position_mode("net_mode")), [{"posMode": "net_mode"}])
        equal(rows(api.set_isolated_mode("automatic", "CONTRACTS")), [{"isoMode": "automatic"}])
        row = rows(api.get_account_config())[0]
        equal((row["posMode"], row["ctIsoMode"]), ("net_mode", "automatic"))
        equal(api.set_account_level("2")["code"], "0")
        equal(client(AccountAPI, "spot").set_account_level("2")["code"], "51070")
        equal(client(AccountAPI, "hedge").set_position_mode("net_mode")["code"], "59000")
        equal(client(AccountAPI, "read-only").set_position_mode("net_mode")["code"], "50120")

    def leverage():
        api = client(AccountAPI, "fixable")
        wanted = {"instId": "BTC-USDT-SWAP", "lever": "5", "mgnMode": "isolated", "posSide": "net", "ccy": ""}
        equal(rows(api.set_leverage(lever="5", mgnMode="isolated", instId="BTC-USDT-SWAP")), [wanted])
        equal(rows(api.get_leverage(mgnMode="isolated", instId="BTC-USDT-SWAP")), [wanted])
        size = rows(api.get_max_avail_size(instId="BTC-USDT-SWAP", tdMode="isolated"))[0]
        equal(size, {"instId": "BTC-USDT-SWAP", "availBuy": "1500", "availSell": "1500"})

    def risk():
        row = rows(client(AccountAPI, "main").get_position_risk())[0]
        equal([(position["instId"], position["notionalCcy"]) for position in row["posData"]], [("BTC-USDT-SWAP", "0.25")])

    check("sdk: public time", clock)
    check("sdk: system status", lambda: equal(rows(open_client(StatusAPI).status()), []))
    check("sdk: index price and value agree", index)
    check("sdk: exchange rate", lambda: equal(rows(open_client(MarketAPI).get_exchange_rate()), [{"usdCny": "7.162"}]))
    check("sdk: account config", config)
    check("sdk: account balance", balance)
    check("sdk: account balance of two currencies (a comma in the query)", filtered)
    check("sdk: funding balances", funding)
    check("sdk: asset valuation", valuation)
    check("sdk: positions", positions)
    check("sdk: position mode, isolated mode and account mode are set or refused", settings)
    check("sdk: leverage is set and read back", leverage)
    check("sdk: position risk", risk)
    check("sdk: empty account", empty)
    check("sdk: debts and a coin without a price", debts)
    check("sdk: wrong passphrase is 50105", lambda: refusal("50105", "main", passphrase="Wrong-Pass.1"))
    check("sdk: wrong secret is 50113", lambda: refusal("50113", "main", secretKey="0" * 32))
    check("sdk: unknown key is 50119",
          lambda: refusal("50119", "main", apiKey="37c541a1-1111-2222-3333-10fe7a038418"))
    check("sdk: malformed key is 50111", lambda: refusal("50111", "main", apiKey="no-key"))
    check("sdk: another address is 50110 and is named", address)
    check("sdk: demo key with the demo flag", demo)
    check("sdk: demo key without the demo flag is 50101", lambda: refusal("50101", "demo", flag="0"))
    check("sdk: live key with the demo flag is 50101", lambda: refusal("50101", "hedge", flag="1"))


def ccxt_checks(base, keys):
    import ccxt

    def client(account, **changes):
        key = {**keys[account], **changes}
        exchange = ccxt.okx({
            "apiKey": key["apiKey"], "secret": key["secretKey"], "password": key["passphrase"],
            "urls": {"api": {"rest": base}},
        })
        if key["environment"] == "demo":
            exchange.headers = {**(exchange.headers or {}), "x-simulated-trading": "1"}
        return exchange

    def clock():
        expect(abs(client("main").fetch_time() - time.time() * 1000) < 30_000, "the clock is wrong")

    def trading():
        found = client("main").fetch_balance()
        equal((found["BTC"]["total"], found["BTC"]["used"]), (1.06126645222, 0.4))
        expect(found["USDT"]["total"] > 11_000, f"{found['USDT']}")

    def funding():
        found = client("main").fetch_balance({"type": "funding"})
        equal((found["ETH"]["total"], found["USDT"]["free"], found["USDT"]["used"]), (1.5, 2400.5, 100.0))

    def positions():
        found = client("main").fetch_positions()
        equal([(row["info"]["instId"], row["marginMode"], row["side"], row["contracts"]) for row in found],
              [("BTC-USDT-SWAP", "isolated", "long", 25.0)])

    def accounts():
        equal([row["id"] for row in client("hedge").fetch_accounts()], [keys["hedge"]["uid"]])

    def demo():
        expect(client("demo").fetch_balance()["BTC"]["total"] == 1.0, "the demo balance is wrong")

    def settings():
        exchange = client("fixable")
        exchange.set_position_mode(True)
        equal(exchange.private_get_account_config()["data"][0]["posMode"], "long_short_mode")
        exchange.set_position_mode(False)
        exchange.private_post_account_set_leverage({"instId": "BTC-USDT-SWAP", "lever": "7", "mgnMode": "isolated"})
        found = exchange.private_get_account_leverage_info({"instId": "BTC-USDT-SWAP", "mgnMode": "isolated"})
        equal([row["lever"] for row in found["data"]], ["7"])
        check = exchange.private_get_account_set_account_switch_precheck({"acctLv": "4"})["data"][0]
        equal((check["sCode"], [row["type"] for row in check["unmatchedInfoCheck"]]), ("1", ["asset_validation"]))

    def fetch(account, **changes):
        return client(account, **changes).fetch_accounts

    check("ccxt: fetch_time", clock)
    check("ccxt: fetch_accounts", accounts)
    check("ccxt: fetch_balance, trading", trading)
    check("ccxt: fetch_balance, funding", funding)
    check("ccxt: fetch_positions", positions)
    check("ccxt: fetch_balance, demo trading", demo)
    check("ccxt: position mode, leverage and precheck", settings)
    check("ccxt: wrong secret is an AuthenticationError",
          lambda: raises(ccxt.AuthenticationError, fetch("read-only", secretKey="0" * 32)))
    check("ccxt: wrong passphrase is an AuthenticationError",
          lambda: raises(ccxt.AuthenticationError, fetch("read-only", passphrase="Wrong-Pass.1")))
    check("ccxt: live key asked as demo is an AuthenticationError",
          lambda: raises(ccxt.AuthenticationError, fetch("read-only", environment="demo")))
    check("ccxt: another address is a PermissionDenied",
          lambda: raises(ccxt.PermissionDenied, fetch("elsewhere")))


def control(base, path, body):
    """A control of the sandbox: what happens there without a client."""
    request = urllib.request.Request(base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


@contextlib.contextmanager
def tls_forwarder(port, folder):
    """A TLS server with a certificate of its own, which hands everything on to a port of this machine; gives its port and the certificate."""
    certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve():
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError):
                client = context.wrap_socket(plain, server_side=True)
                server = socket.create_connection(("127.0.0.1", port))
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=carry, args=pair, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1], certificate
    finally:
        listener.close()


def stream_checks(document, base, keys):
    """Streams by ccxt.pro, by the exchange's own kit behind TLS, and by a library that knows nothing of the exchange."""
    import ccxt.pro
    import websockets
    from okx.websocket.WsPrivateAsync import WsPrivateAsync

    live, demo = document["streams"]["global"], document["demoStreams"]["global"]

    def run(body):
        # Three streams a second from one address are let in.
        time.sleep(1.1)
        asyncio.run(asyncio.wait_for(body(), 60))

    def sample(account):
        key = keys[account]
        return ccxt.pro.okx({
            "apiKey": key["apiKey"], "secret": key["secretKey"], "password": key["passphrase"],
            "urls": {"api": {"rest": base, "ws": (demo if key["environment"] == "demo" else live) + "/ws/v5"}},
        })

    async def closing(exchange, body):
        try:
            await body(exchange)
        finally:
            await exchange.close()

    async def watch_balance(exchange):
        first = await exchange.watch_balance()
        rest = await exchange.fetch_balance()
        for coin in ("BTC", "SOL", "USDT"):
            equal((coin, first[coin]["total"], first[coin]["used"]), (coin, rest[coin]["total"], rest[coin]["used"]))
        control(base, "/sandbox/trade", {"account": "main", "instrument": "SOL-USDT", "size": "0.5"})
        while True:
            found = await exchange.watch_balance()
            if found["SOL"]["total"] == first["SOL"]["total"] + 0.5:
                break
        rest = await exchange.fetch_balance()
        equal(found["USDT"]["total"], rest["USDT"]["total"])

    async def watch_positions(exchange):
        # Of what its subscriptions tell, the client hands on what comes once it listens.
        first = await exchange.watch_positions()
        equal([(row["info"]["instId"], row["info"]["posSide"], row["side"]) for row in first], [("BTC-USDT-SWAP", "net", "long")])
        before = first[0]["contracts"]
        control(base, "/sandbox/trade", {"account": "main", "instrument": "BTC-USDT-SWAP", "size": "2"})
        while True:
            found = await exchange.watch_positions()
            if found and found[0]["contracts"] == before + 2:
                break
        rest = await exchange.fetch_positions()
        equal((found[0]["contracts"], found[0]["entryPrice"]), (rest[0]["contracts"], rest[0]["entryPrice"]))

    async def wrong_environment(exchange):
        exchange.urls["api"]["ws"] = live + "/ws/v5"
        try:
            await exchange.watch_balance()
        except ccxt.pro.AuthenticationError as problem:
            expect("50101" in str(problem), str(problem))
            return
        raise AssertionError("a key of demo trading is let in")

    def signed(key, seconds):
        mac = hmac.new(key["secretKey"].encode(), f"{seconds}GET/users/self/verify".encode(), hashlib.sha256)
        return {"op": "login", "args": [{
            "apiKey": key["apiKey"], "passphrase": key["passphrase"], "timestamp": str(seconds),
            "sign": base64.b64encode(mac.digest()).decode()}]}

    async def told(stream, wanted):
        while True:
            message = json.loads(await stream.recv())
            if wanted(message):
                return message

    async def kit():
        received = []
        with tempfile.TemporaryDirectory() as folder:
            with tls_forwarder(int(live.rsplit(":", 1)[1]), folder) as (port, certificate):
                os.environ["SSL_CERT_FILE"] = certificate
                key = keys["hedge"]
                client = WsPrivateAsync(key["apiKey"], key["passphrase"], key["secretKey"], f"wss://localhost:{port}/ws/v5/private")
                await client.start()
                channels = [{"channel": "account"}, {"channel": "positions", "instType": "ANY"}, {"channel": "balance_and_position"}]
                await client.subscribe(channels, callback=lambda text: received.append(json.loads(text)), id="kit1")

                def found(channel):
                    return next((row for row in received if row.get("arg", {}).get("channel") == channel and "data" in row), None)

                while not all(found(channel["channel"]) for channel in channels):
                    await asyncio.sleep(0.05)
                equal([row["id"] for row in received if row.get("event") == "subscribe"], ["kit1"] * 3)
                equal(found("account")["arg"]["uid"], key["uid"])
                row = found("account")["data"][0]
                equal(Decimal(row["totalEq"]), sum(Decimal(detail["eqUsd"]) for detail in row["details"]))
                equal(sorted(position["posSide"] for position in found("positions")["data"]), ["long", "short"])
                await client.stop()

    async def plain():
        async with websockets.connect(live + "/ws/v5/private") as stream:
            await stream.send("ping")
            equal(await stream.recv(), "pong")
            await stream.send(json.dumps({"op": "subscribe", "args": [{"channel": "account"}]}))
            equal(json.loads(await stream.recv())["code"], "60011")
            await stream.send(json.dumps(signed(keys["read-only"], int(time.time()) - 60)))
            equal(json.loads(await stream.recv())["code"], "60006")
            await stream.send(json.dumps(signed(keys["read-only"], int(time.time()))))
            equal(json.loads(await stream.recv())["event"], "login")
            await stream.send(json.dumps({"op": "subscribe", "args": [{"channel": "balance_and_position"}]}))
            await told(stream, lambda message: "data" in message)
            control(base, "/sandbox/trade", {"account": "read-only", "instrument": "BTC-USDT", "size": "-0.01"})
            change = (await told(stream, lambda message: "data" in message))["data"][0]
            equal((change["eventType"], [row["ccy"] for row in change["balData"]]), ("filled", ["BTC", "USDT"]))
            control(base, "/sandbox/restart", {"afterMilliseconds": 100})
            equal((await told(stream, lambda message: message.get("event") == "notice"))["code"], "64008")
            try:
                await told(stream, lambda message: False)
            except websockets.ConnectionClosed as end:
                equal(end.rcvd.code, 1001)

    async def prices():
        async with websockets.connect(live + "/ws/v5/public") as stream:
            await stream.send(json.dumps({"op": "subscribe", "args": [{"channel": "index-tickers", "instId": "BTC-USDT"}]}))
            before = (await told(stream, lambda message: "data" in message))["data"][0]
            control(base, "/sandbox/market", {"steps": 5})
            after = (await told(stream, lambda message: "data" in message and message["data"][0]["idxPx"] != before["idxPx"]))["data"][0]
            equal(after["open24h"], before["open24h"])

    check("stream: ccxt.pro watches a balance", lambda: run(lambda: closing(sample("main"), watch_balance)))
    check("stream: ccxt.pro watches positions", lambda: run(lambda: closing(sample("main"), watch_positions)))
    check("stream: ccxt.pro and a key of another environment", lambda: run(lambda: closing(sample("demo"), wrong_environment)))
    check("stream: the exchange's own kit, behind TLS", lambda: run(kit))
    check("stream: a library that knows nothing of the exchange", lambda: run(plain))
    check("stream: prices", lambda: run(prices))


def main(arguments):
    process = None
    if arguments[:1] == ["--start"] and len(arguments) > 1:
        process = subprocess.Popen(arguments[1:], stdout=subprocess.PIPE, text=True)
        document = json.loads(process.stdout.readline())
    elif arguments:
        with (contextlib.nullcontext(sys.stdin) if arguments[0] == "-" else open(arguments[0])) as file:
            document = json.load(file)
    else:
        print(__doc__)
        return 64
    base = arguments[1] if process is None and len(arguments) > 1 else document["origin"]
    keys = {account["id"]: {**account["keys"][0], "uid": account["uid"]} for account in document["accounts"]}
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            sdk_checks(base, keys)
            # The limits count by account; what the first client used up is back after two seconds.
            time.sleep(2.1)
            ccxt_checks(base, keys)
            if "streams" in document:
                time.sleep(2.1)
                stream_checks(document, base, keys)
    finally:
        if process is not None:
            process.terminate()
            process.wait()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
