"""A server of WebSockets made with another program's library: says what a test asks for by the path.

Prints its port. `websocket_server.py [CERTIFICATE KEY]` speaks TLS.
"""

import asyncio
import os
import ssl
import sys

from websockets.asyncio.server import serve


async def talk(connection):
    path = connection.request.path
    if path == "/echo":
        async for message in connection:
            await connection.send(message)
    elif path == "/pieces":
        await connection.send(["one ", "two ", "three"])
        await connection.send([b"\x00" * 70_000, b"\x01" * 70_000])
        await connection.wait_closed()
    elif path == "/ping":
        await (await connection.ping(b"are you there"))
        await connection.send("answered")
        await connection.wait_closed()
    elif path == "/bye":
        await connection.close(4007, "your key was changed")


async def main():
    context = None
    if len(sys.argv) == 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[1:])
    async with serve(talk, "127.0.0.1", 0, ssl=context, max_size=8 << 20) as server:
        print("PORT", server.sockets[0].getsockname()[1], flush=True)
        # Ends with whoever started it.
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
        os._exit(0)


asyncio.run(main())
