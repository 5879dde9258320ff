/// Other people's clients, as Python programs that read what `status` reads.
enum Peers {
    /// The arguments are the base address and the three values of the key.
    static let pythonOKX = """
        from sys import argv, exit
        from warnings import simplefilter
        simplefilter("ignore")
        from okx.Account import AccountAPI
        from okx.Funding import FundingAPI
        from okx.MarketData import MarketAPI
        from okx.PublicData import PublicAPI
        base, key, secret, passphrase = argv[1:5]
        account = AccountAPI(key, secret, passphrase, flag="0", domain=base, debug=False)
        funding = FundingAPI(key, secret, passphrase, flag="0", domain=base, debug=False)
        replies = [
            PublicAPI(flag="0", domain=base, debug=False).get_system_time(), account.get_account_config(), account.get_account_balance(),
            funding.get_balances(), funding.get_asset_valuation(ccy="USD"), MarketAPI(flag="0", domain=base, debug=False).get_index_tickers(quoteCcy="USD"),
            account.get_positions(),
        ]
        exit(0 if all(reply.get("code") == "0" for reply in replies) else 1)
        """

    static let ccxt = """
        from sys import argv, exit
        from ccxt import okx as client
        base, key, secret, passphrase = argv[1:5]
        okx = client({"apiKey": key, "secret": secret, "password": passphrase})
        okx.urls["api"]["rest"] = base
        okx.has["fetchCurrencies"] = False
        replies = [
            okx.publicGetPublicTime(), okx.privateGetAccountConfig(), okx.privateGetAccountBalance(), okx.privateGetAssetBalances(),
            okx.privateGetAssetAssetValuation({"ccy": "USD"}), okx.publicGetMarketIndexTickers({"quoteCcy": "USD"}), okx.privateGetAccountPositions(),
        ]
        exit(0 if all(reply.get("code") == "0" for reply in replies) else 1)
        """

    /// Says a word for each push of the account, after its positions and balances were parsed.
    static let websockets = """
        from asyncio import run
        from base64 import b64encode
        from hashlib import sha256
        from hmac import digest
        from json import dumps, loads
        from sys import argv
        from time import time
        from websockets import connect
        async def main():
            host, key, secret, passphrase = argv[1:5]
            async with connect(f"ws://{host}/ws/v5/private") as line:
                now = str(int(time()))
                sign = b64encode(digest(secret.encode(), f"{now}GET/users/self/verify".encode(), sha256)).decode()
                await line.send(dumps({"op": "login", "args": [{"apiKey": key, "passphrase": passphrase, "timestamp": now, "sign": sign}]}))
                await line.recv()
                await line.send(dumps({"op": "subscribe", "args": [{"channel": "account"}, {"channel": "positions", "instType": "ANY"}, {"channel": "balance_and_position"}]}))
                async for message in line:
                    if loads(message).get("arg", {}).get("channel") == "account" and '"data"' in message:
                        print("push", flush=True)
        run(main())
        """

    /// The same, by a library that keeps the account in its own form.
    static let ccxtPro = """
        from asyncio import run
        from sys import argv
        from ccxt.pro import okx
        async def main():
            host, key, secret, passphrase = argv[1:5]
            client = okx({"apiKey": key, "secret": secret, "password": passphrase})
            client.urls["api"]["ws"] = f"ws://{host}/ws/v5"
            client.urls["api"]["rest"] = f"http://{host}"
            client.markets = client.markets_by_id = {"none": None}
            while True:
                await client.watch_balance()
                print("push", flush=True)
        run(main())
        """

    /// Speaks TLS on a free port of this machine, which it prints, and passes on what it hears in plain; over HTTP/1.1 only.
    static let tlsFront = """
        from sys import argv
        from asyncio import gather, open_connection, run, start_server
        from ssl import PROTOCOL_TLS_SERVER, SSLContext, SSLError
        certificate, key, port = argv[1], argv[2], int(argv[3])
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        async def copy(reader, writer):
            try:
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
            except (ConnectionError, SSLError):
                pass
            finally:
                writer.close()
        async def serve(reader, writer):
            upstream_reader, upstream_writer = await open_connection("127.0.0.1", port)
            await gather(copy(reader, upstream_writer), copy(upstream_reader, writer))
        async def main():
            server = await start_server(serve, "127.0.0.1", 0, ssl=context)
            print(server.sockets[0].getsockname()[1], flush=True)
            async with server:
                await server.serve_forever()
        run(main())
        """
}
