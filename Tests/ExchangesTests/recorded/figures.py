"""What other clients make of recorded replies: `figures.py FOLDER`, where each folder inside has the replies of one account.

The replies are served on this machine, and ccxt and python-okx ask for them as they would ask the exchange. Every figure is printed as the
client holds it, as text, so that nothing is rounded.
"""
import contextlib
import io
import json
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import ccxt
from okx.Account import AccountAPI
from okx.Funding import FundingAPI

warnings.simplefilter("ignore")
NAMES = {
    "/api/v5/account/balance": "balance", "/api/v5/asset/balances": "funding", "/api/v5/account/positions": "positions",
    "/api/v5/asset/asset-valuation": "valuation",
}
CONTRACT = {
    "instType": "SWAP", "instId": "BTC-USDT-SWAP", "uly": "BTC-USDT", "instFamily": "BTC-USDT", "baseCcy": "", "quoteCcy": "",
    "settleCcy": "USDT", "ctVal": "0.01", "ctMult": "1", "ctValCcy": "BTC", "ctType": "linear", "state": "live", "tickSz": "0.1",
    "lotSz": "0.01", "minSz": "0.01", "lever": "100",
}


class Replies(BaseHTTPRequestHandler):
    folder = None

    def do_GET(self):
        name = NAMES.get(self.path.partition("?")[0])
        file = Replies.folder / f"{name}.json"
        body = file.read_bytes() if name and file.exists() else b'{"code":"50002","msg":"no such recording","data":[]}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def texts(row, keys):
    return [None if row.get(key) is None else str(row[key]) for key in keys]


def figures(folder, base):
    Replies.folder = folder
    exchange = ccxt.okx({"number": str, "apiKey": "k", "secret": "s", "password": "p", "urls": {"api": {"rest": base}}})
    exchange.set_markets([exchange.parse_market(CONTRACT)])
    account, funds = (kind("k", "s", "p", flag="0", domain=base, debug=False) for kind in (AccountAPI, FundingAPI))

    def wallet(kind):
        balance = exchange.fetch_balance({"type": kind})
        return {code: texts(balance[code], ["total", "free"]) for code in balance["total"]}

    found = {"trading": wallet("swap"), "equity": account.get_account_balance()["data"][0]["totalEq"]}
    if (folder / "funding.json").exists():
        found["funding"] = wallet("funding")
    if (folder / "positions.json").exists():
        keys = ["side", "contracts", "entryPrice", "markPrice", "unrealizedPnl", "leverage", "marginMode", "liquidationPrice"]
        found["positions"] = [texts(row, keys) for row in exchange.fetch_positions()]
    if (folder / "valuation.json").exists():
        found["valuation"] = funds.get_asset_valuation(ccy="USD")["data"][0]["totalBal"]
    return found


server = ThreadingHTTPServer(("127.0.0.1", 0), Replies)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
folders = sorted(folder for folder in Path(sys.argv[1]).iterdir() if folder.is_dir())
with contextlib.redirect_stdout(io.StringIO()):
    everything = {folder.name: figures(folder, address) for folder in folders}
print("{" + ",\n".join(f'"{name}": {json.dumps(found)}' for name, found in everything.items()) + "}")
server.shutdown()
