"""What ccxt makes of recorded replies: `figures.py FOLDER`. Every figure is printed as ccxt holds it, as text, so that nothing is rounded."""
import json
import sys
from pathlib import Path

import ccxt
from ccxt.base.precise import Precise

folder = Path(sys.argv[1])


def reply(name):
    return json.loads((folder / f"{name}.json").read_text())


okx = ccxt.okx({"number": str})
okx.set_markets([
    okx.parse_market({
        "instType": "SWAP", "instId": "BTC-USDT-SWAP", "uly": "BTC-USDT", "instFamily": "BTC-USDT", "baseCcy": "", "quoteCcy": "",
        "settleCcy": "USDT", "ctVal": "0.01", "ctMult": "1", "ctValCcy": "BTC", "ctType": "linear", "state": "live", "tickSz": "0.1",
        "lotSz": "0.01", "minSz": "0.01", "lever": "100",
    })
])


def account(row, keys):
    return [None if row.get(key) is None else str(row[key]) for key in keys]


trading = okx.parse_trading_balance(reply("balance"))
funding = okx.parse_funding_balance(reply("funding"))
positions = [okx.parse_position(row) for row in reply("positions")["data"]]
print(json.dumps({
    "trading": {code: account(trading[code], ["total", "free", "used"]) for code in ("USDT", "BTC")},
    "funding": {code: account(funding[code], ["total", "free", "used"]) for code in ("USDT", "ETH")},
    "positions": [
        account(row, ["side", "contracts", "entryPrice", "markPrice", "unrealizedPnl", "leverage", "marginMode", "liquidationPrice"])
        for row in positions
    ],
    "valuation": Precise.string_add(
        Precise.string_add(*[reply("valuation")["data"][0]["details"][part] for part in ("trading", "funding")]),
        reply("valuation")["data"][0]["details"]["earn"]),
}))
