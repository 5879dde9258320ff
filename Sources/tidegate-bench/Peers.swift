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
