#!/usr/bin/env python3
"""Other people's clients of Bybit against the sandbox, with nothing changed but the base address. Every signature is checked there.

Needs `pybit==5.17.0`, `ccxt==4.5.90` and `websockets==15.0.1`. Two ways to run it:

    test_bybit_clients.py --start COMMAND ...     start the sandbox with a command that prints hosts and sample keys as JSON first
    test_bybit_clients.py KEYS.json               a running sandbox; `-` for the JSON on standard input

One line a check, then a summary; the exit status is 1 if a check failed.
"""
import asyncio
import contextlib
import hashlib
import hmac
import io
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from decimal import Decimal

import checks
from checks import check, equal, expect

warnings.simplefilter("ignore")


def raised(kind, body):
    try:
        body()
    except kind as problem:
        return problem
    raise AssertionError(f"no {kind.__name__} was raised")


class Sandbox:
    def __init__(self, document):
        played = next(row for row in document["exchanges"] if row["exchange"] == "bybit")
        self.hosts = {(row["site"], row["environment"], row["host"]): row["address"] for row in played["hosts"]}
        self.keys = {row["id"]: {**row["keys"][0], "uid": row["uid"]} for row in played["accounts"]}

    def base(self, account="main"):
        key = self.keys[account]
        return self.hosts[key["site"], key["environment"], "rest"]

    def control(self, path, body):
        request = urllib.request.Request(
            self.base() + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request, timeout=10))

    def streams(self):
        return json.load(urllib.request.urlopen(self.base() + "/sandbox/streams", timeout=10))["streams"]


def pybit_checks(sandbox):
    from pybit.exceptions import FailedRequestError, InvalidRequestError
    from pybit.unified_trading import HTTP

    def client(account, base=None, **changes):
        key = {**sandbox.keys[account], **changes}
        session = HTTP(
            api_key=key["apiKey"], api_secret=key.get("privateKey") or key["secretKey"], rsa_authentication="privateKey" in key,
            max_retries=1)
        session.endpoint = base or sandbox.base(account)
        return session

    def rows(reply):
        equal(reply["retCode"], 0)
        return reply["result"]["list"]

    def clock():
        reply = client("main").get_server_time()
        expect(abs(int(reply["result"]["timeSecond"]) - time.time()) < 30, f"{reply}")

    def key():
        result = client("main").get_api_key_information()["result"]
        equal((result["userID"], result["readOnly"], result["isMaster"]), (int(sandbox.keys["main"]["uid"]), 0, True))
        equal(result["ips"], ["127.0.0.1", "::1"])

    def self_generated():
        session = client("rsa")
        expect("BEGIN PUBLIC KEY" in session.get_api_key_information()["result"]["rsaPublicKey"], "no public key")
        equal(rows(session.get_wallet_balance(accountType="UNIFIED", coin="USDT,ETH"))[0]["coin"][0]["walletBalance"], "9120.44018277")
        equal(session.set_leverage(category="linear", symbol="BTCUSDT", buyLeverage="7", sellLeverage="7")["retCode"], 0)

    def balance():
        row = rows(client("contracts").get_wallet_balance(accountType="UNIFIED"))[0]
        equal(sum(Decimal(coin["usdValue"]) for coin in row["coin"]), Decimal(row["totalEquity"]))

    def commas():
        coins = rows(client("main").get_wallet_balance(accountType="UNIFIED", coin="USDT,USDC"))[0]["coin"]
        equal([coin["coin"] for coin in coins], ["USDT", "USDC"])

    def isolated():
        row = rows(client("isolated").get_wallet_balance(accountType="UNIFIED"))[0]
        equal((row["totalAvailableBalance"], row["totalMarginBalance"], row["accountIMRate"]), ("", "", ""))
        expect(row["totalEquity"] != "", "no equity")

    def funding():
        found = client("main").get_coins_balance(accountType="FUND")["result"]["balance"]
        equal(found[1], {"coin": "ETH", "transferBalance": "1.5000000000000123", "walletBalance": "1.5000000000000123", "bonus": ""})

    def overview():
        session = client("main")
        result = session.get_asset_overview(valuationCurrency="USD")["result"]
        parts = {row["accountType"]: Decimal(row["totalEquity"]) for row in result["list"]}
        equal(sum(parts.values()), Decimal(result["totalEquity"]))
        equal(parts["UnifiedTradingAccount"], Decimal(rows(session.get_wallet_balance(accountType="UNIFIED"))[0]["totalEquity"]))

    def wallets():
        equal(client("main").get_uid_wallet_type()["result"]["accounts"][0]["accountType"], ["UNIFIED", "FUND"])

    def positions():
        session = client("isolated")
        seen, cursor = [], None
        while cursor != "":
            result = session.get_positions(category="linear", settleCoin="USDT", limit=1, cursor=cursor)["result"]
            seen += [row["symbol"] for row in result["list"]]
            cursor = result["nextPageCursor"]
        equal(seen, ["ETHUSDT", "DOGEUSDT"])

    def orders():
        equal(len(rows(client("blocked").get_open_orders(category="linear", settleCoin="USDT"))), 2)

    def prices():
        session = client("main")
        for category, extra in [("spot", {}), ("linear", {}), ("inverse", {}), ("option", {"baseCoin": "BTC"})]:
            expect(rows(session.get_tickers(category=category, **extra)), category)
            expect(rows(session.get_instruments_info(category=category, **extra)), category)

    def status():
        equal({row["state"] for row in rows(client("main").get_system_status())}, {"completed", "canceled"})

    def margin_mode():
        session = client("blocked")
        problem = raised(InvalidRequestError, lambda: session.set_margin_mode(setMarginMode="ISOLATED_MARGIN"))
        equal(problem.status_code, 3400045)
        reply = client("kazakhstan").get_account_info()
        equal(reply["result"]["marginMode"], "REGULAR_MARGIN")
        session = client("rsa")
        equal(session.set_margin_mode(setMarginMode="ISOLATED_MARGIN")["retMsg"], "Request accepted")
        end = time.monotonic() + 20
        while session.get_account_info()["result"]["marginMode"] != "ISOLATED_MARGIN":
            expect(time.monotonic() < end, "never in force")

    def position_mode():
        session = client("hedge")
        equal(session.switch_position_mode(category="linear", coin="USDT", mode=0)["result"], {})
        left = rows(session.get_positions(category="linear", settleCoin="USDT"))
        equal(sorted(row["positionIdx"] for row in left), [1, 2])
        equal(len(rows(session.get_positions(category="linear", symbol="ETHUSDT"))), 1)

    def refusals():
        cases = {"expired": 33004, "third-party": 10010, "elsewhere": 10010, "wrong-secret": 10004, "mistyped": 10003,
                 "mixed-up": 10003, "other-site": 10003}
        for account, code in cases.items():
            problem = raised(InvalidRequestError, lambda: client(account).get_api_key_information())
            equal((account, problem.status_code), (account, code))
        problem = raised(InvalidRequestError, lambda: client("read-only").get_coins_balance(accountType="FUND"))
        equal(problem.status_code, 10005)
        problem = raised(
            InvalidRequestError, lambda: client("read-only").set_leverage(
                category="linear", symbol="BTCUSDT", buyLeverage="3", sellLeverage="3"))
        equal(problem.status_code, 10005)

    def places():
        equal(client("testnet").get_account_info()["retCode"], 0)
        equal(client("demo").get_account_info()["retCode"], 0)
        raised(FailedRequestError, lambda: client("demo").get_coins_balance(accountType="FUND"))
        equal(client("turkey").get_account_info()["retCode"], 0)
        problem = raised(InvalidRequestError, lambda: client("turkey").get_asset_overview())
        equal(problem.status_code, 10017)
        problem = raised(InvalidRequestError, lambda: client("turkey", base=sandbox.base("main")).get_account_info())
        equal(problem.status_code, 10003)

    for name, body in [
        ("server time", clock), ("key", key), ("self-generated key", self_generated), ("balance adds up", balance),
        ("raw commas", commas), ("isolated totals", isolated), ("funding", funding), ("overview", overview), ("wallet types", wallets),
        ("positions in pages", positions), ("orders", orders), ("prices and instruments", prices), ("status", status),
        ("margin mode", margin_mode), ("position mode", position_mode), ("refusals", refusals), ("places", places),
    ]:
        check("pybit: " + name, body)


def ccxt_checks(sandbox):
    import ccxt

    def client(account, **changes):
        key = {**sandbox.keys[account], **changes}
        exchange = ccxt.bybit({
            "apiKey": key["apiKey"], "secret": key.get("privateKey") or key["secretKey"], "enableRateLimit": False,
            "options": {"recvWindow": 5000},
        })
        exchange.urls["api"] = {name: sandbox.base(account) for name in exchange.urls["api"]}
        return exchange

    def markets():
        found = client("main").load_markets()
        for symbol in ["BTC/USDT", "BTC/USDT:USDT", "BTC/USDC:USDC", "BTC/USD:BTC", "BTC/USDT:USDT-270625-130000-C"]:
            expect(symbol in found, symbol)

    def balance():
        exchange = client("contracts")
        found = exchange.fetch_balance()
        equal(Decimal(str(found["USDC"]["total"])), Decimal("7750.12345678"))
        fund = client("main").fetch_balance({"type": "funding"})
        equal(Decimal(str(fund["USDT"]["free"])), Decimal("2400.500001"))

    def positions():
        found = client("isolated").fetch_positions(params={"settleCoin": "USDT", "subType": "linear"})
        equal(sorted((row["symbol"], row["side"]) for row in found), [("DOGE/USDT:USDT", "short"), ("ETH/USDT:USDT", "long")])

    def settings():
        exchange = client("empty")
        equal(int(exchange.set_leverage(6, "BTC/USDT:USDT")["retCode"]), 0)
        equal(int(exchange.set_position_mode(True)["retCode"]), 0)
        raised(ccxt.NoChange, lambda: exchange.set_position_mode(True))
        equal(int(exchange.set_position_mode(False, "BTC/USDT:USDT")["retCode"]), 0)
        equal(int(exchange.set_margin_mode("cross")["retCode"]), 0)

    def self_generated():
        exchange = client("rsa")
        coins = exchange.fetch_balance()["info"]["result"]["list"][0]["coin"]
        equal({coin["coin"]: coin["walletBalance"] for coin in coins}["ETH"], "2.750000000000000419")
        equal(int(exchange.set_leverage(9, "ETH/USDT:USDT")["retCode"]), 0)

    def refusals():
        raised(ccxt.AuthenticationError, lambda: client("wrong-secret").fetch_balance())
        raised(ccxt.AuthenticationError, lambda: client("expired").fetch_balance())
        raised(ccxt.PermissionDenied, lambda: client("elsewhere").fetch_balance())
        raised(ccxt.PermissionDenied, lambda: client("read-only").fetch_balance({"type": "funding"}))

    for name, body in [
        ("markets", markets), ("balances", balance), ("positions", positions), ("settings", settings),
        ("self-generated key", self_generated), ("refusals", refusals),
    ]:
        check("ccxt: " + name, body)


def plain_checks(sandbox):
    """A client that knows nothing of the exchange: what is signed are the bytes that are sent."""

    def send(account, path, content, signed=None, body=False, **changes):
        key = sandbox.keys[account]
        stamp = str(int(time.time() * 1000))
        text = stamp + key["apiKey"] + "5000" + (content if signed is None else signed)
        headers = {
            "X-BAPI-API-KEY": key["apiKey"], "X-BAPI-TIMESTAMP": stamp, "X-BAPI-RECV-WINDOW": "5000",
            "X-BAPI-SIGN": hmac.new(key["secretKey"].encode(), text.encode(), hashlib.sha256).hexdigest(),
            "Content-Type": "application/json", **changes}
        target = sandbox.base(account) + path
        request = (
            urllib.request.Request(target, content.encode(), headers) if body
            else urllib.request.Request(target + ("?" + content if content is not None else ""), headers=headers))
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return reply.status, dict(reply.headers), json.load(reply)
        except urllib.error.HTTPError as problem:
            text = problem.read()
            return problem.code, dict(problem.headers), json.loads(text) if text.startswith(b"{") else text.decode()

    def bytes_count():
        path = "/v5/account/wallet-balance"
        for query in ["accountType=UNIFIED&coin=USDT,USDC", "accountType=UNIFIED&coin=USDT%2CUSDC", "coin=USDT,USDC&accountType=UNIFIED"]:
            equal(send("main", path, query)[2]["retCode"], 0)
        equal(send("main", path, "accountType=UNIFIED&coin=USDT,USDC", signed="accountType=UNIFIED&coin=USDT%2CUSDC")[2]["retCode"], 10004)

    def spaces_count():
        path = "/v5/position/set-leverage"
        wide = '{"category": "linear", "symbol": "XRPUSDT", "buyLeverage": "4", "sellLeverage": "4"}'
        narrow = wide.replace(": ", ":").replace(", ", ",")
        equal(send("main", path, wide, body=True)[2]["retCode"], 0)
        equal(send("main", path, narrow, body=True)[2]["retCode"], 110043)
        equal(send("main", path, wide, signed=narrow, body=True)[2]["retCode"], 10004)

    def bare_question_mark():
        equal(send("main", "/v5/user/query-api", "")[2]["retCode"], 0)

    def limit_headers():
        status, headers, reply = send("main", "/v5/asset/transfer/query-account-coins-balance", "accountType=FUND")
        found = {name.lower(): value for name, value in headers.items()}
        equal(found["x-bapi-limit"], "5")
        expect(int(found["x-bapi-limit-status"]) in range(5) and int(found["x-bapi-limit-reset-timestamp"]) > 0, f"{headers}")
        equal(found["content-type"], "application/json; charset=utf-8")

    def no_headers():
        request = urllib.request.Request(sandbox.base() + "/v5/user/query-api")
        problem = raised(urllib.error.HTTPError, lambda: urllib.request.urlopen(request, timeout=10))
        equal((problem.code, json.load(problem)["retCode"]), (401, 10003))

    def get_with_body():
        request = urllib.request.Request(
            sandbox.base() + "/v5/market/time", b"{}", {"Content-Type": "application/json"}, method="GET")
        equal(raised(urllib.error.HTTPError, lambda: urllib.request.urlopen(request, timeout=10)).code, 403)

    def streams_have_no_pages():
        request = urllib.request.Request(sandbox.hosts["global", "live", "stream"] + "/v5/market/time")
        request.full_url = request.full_url.replace("ws://", "http://")
        equal(raised(urllib.error.HTTPError, lambda: urllib.request.urlopen(request, timeout=10)).code, 404)

    def owner():
        sandbox.control("/sandbox/user", {"account": "blocked", "action": "cancel-orders"})
        sandbox.control("/sandbox/user", {"account": "blocked", "action": "close-positions"})
        equal(send("blocked", "/v5/position/list", "category=linear&settleCoin=USDT")[2]["result"]["list"], [])
        sandbox.control("/sandbox/trade", {"account": "blocked", "instrument": "BTCUSDT", "size": "0.1"})
        row = send("blocked", "/v5/position/list", "category=linear&settleCoin=USDT")[2]["result"]["list"][0]
        equal((row["symbol"], row["side"], row["size"]), ("BTCUSDT", "Buy", "0.1"))
        sandbox.control("/sandbox/user", {"account": "blocked", "action": "delete-keys"})
        equal(send("blocked", "/v5/user/query-api", "")[2]["retCode"], 10003)

    for name, body in [
        ("commas raw and escaped", bytes_count), ("JSON with and without spaces", spaces_count),
        ("a bare question mark", bare_question_mark), ("limits in headers", limit_headers), ("headers missing", no_headers),
        ("a read with a body", get_with_body), ("no pages at a host of streams", streams_have_no_pages), ("what owners do", owner),
    ]:
        check("plain: " + name, body)


def stream_checks(sandbox):
    import ccxt.pro
    import websockets

    def address(account, path="/v5/private"):
        key = sandbox.keys[account]
        return sandbox.hosts[key["site"], key["environment"], "stream"] + path

    def run(body):
        async def bounded():
            async with asyncio.timeout(30):
                await body()

        asyncio.run(bounded())

    def signed(account):
        key = sandbox.keys[account]
        expires = int(time.time() * 1000) + 10_000
        code = hmac.new(key["secretKey"].encode(), f"GET/realtime{expires}".encode(), hashlib.sha256).hexdigest()
        return json.dumps({"op": "auth", "args": [key["apiKey"], expires, code]})

    async def plain():
        async with websockets.connect(address("contracts", "/v5/private?max_active_time=1m")) as stream:
            async def told():
                return json.loads(await stream.recv())

            await stream.send(json.dumps({"op": "subscribe", "args": ["wallet"]}))
            equal((await told())["success"], False)
            await stream.send(signed("contracts"))
            reply = await told()
            equal((reply["op"], reply["success"], reply["ret_msg"]), ("auth", True, ""))
            await stream.send(json.dumps({"op": "subscribe", "args": ["wallet", "position"], "req_id": "7"}))
            reply = await told()
            equal((reply["success"], reply["req_id"]), (True, "7"))
            await stream.send(json.dumps({"op": "ping"}))
            equal((await told())["op"], "pong")
            sandbox.control("/sandbox/trade", {"account": "contracts", "instrument": "SOLPERP", "size": "-25"})
            wallet, position = await told(), await told()
            equal((wallet["topic"], [coin["coin"] for coin in wallet["data"][0]["coin"]]), ("wallet", ["USDC"]))
            row = position["data"][0]
            equal((position["topic"], row["symbol"], row["size"], row["side"]), ("position", "SOLPERP", "0", ""))
        async with websockets.connect(address("elsewhere")) as stream:
            await stream.send(signed("elsewhere"))
            equal(json.loads(await stream.recv())["retCode"], 10010)

    async def restart():
        async with websockets.connect(address("contracts")) as stream:
            sandbox.control("/sandbox/restart", {"afterMilliseconds": 100})
            try:
                await stream.recv()
            except websockets.ConnectionClosed as end:
                equal(end.rcvd.code, 1001)

    async def watched():
        key = sandbox.keys["isolated"]
        exchange = ccxt.pro.bybit({"apiKey": key["apiKey"], "secret": key["secretKey"], "enableRateLimit": False})
        streams = exchange.urls["api"]["ws"]
        streams["private"]["contract"] = address("isolated")
        exchange.urls["api"] = {**{name: sandbox.base("isolated") for name in exchange.urls["api"]}, "ws": streams}
        try:
            snapshot = await exchange.watch_positions()
            expect("ETH/USDT:USDT" in [row["symbol"] for row in snapshot], f"{snapshot}")

            async def trade():
                end = time.monotonic() + 20
                while not any("position" in row["channels"] for row in sandbox.streams()):
                    expect(time.monotonic() < end, "never subscribed")
                    await asyncio.sleep(0.05)
                sandbox.control("/sandbox/trade", {"account": "isolated", "instrument": "XRPUSDT", "size": "3"})

            found, _ = await asyncio.gather(exchange.watch_positions(), trade())
            equal([(row["symbol"], row["side"], row["contracts"]) for row in found], [("XRP/USDT:USDT", "long", 3.0)])
        finally:
            await exchange.close()

    for name, body in [("a library that knows nothing of the exchange", plain), ("ccxt.pro watches positions", watched), ("a restart", restart)]:
        check("stream: " + name, lambda: run(body))


def main(arguments):
    process = None
    if arguments[:1] == ["--start"] and len(arguments) > 1:
        process = subprocess.Popen(arguments[1:], stdout=subprocess.PIPE, text=True)
        document = json.loads(process.stdout.readline())
    elif len(arguments) == 1:
        with (contextlib.nullcontext(sys.stdin) if arguments[0] == "-" else open(arguments[0])) as file:
            document = json.loads(file.readline())
    else:
        print(__doc__)
        return 64
    sandbox = Sandbox(document)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            pybit_checks(sandbox)
            # The limits count by account; what the first client used up is back after a second.
            time.sleep(1.1)
            ccxt_checks(sandbox)
            time.sleep(1.1)
            plain_checks(sandbox)
            stream_checks(sandbox)
    finally:
        if process is not None:
            process.terminate()
            process.wait()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
