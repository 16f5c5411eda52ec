#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker written against the protocol of Constellation.Core 1.1.1 and nothing of ours.

foreignworker.py PORT [--guid GUID] [--name NAME] [--count N] [--deaf] [--paths P,P]

Answers every request with what it got, as JSON; the query asks for other behaviour:
  status=N  body=TEXT  header=NAME:VALUE (repeated)  type=T
  ms=N       answers after so long, other requests meanwhile
  silent     never answers
  twice      answers twice, differently
  numeric    writes Type as a number and leaves StatusCode out
  die        ends the process without a word
--deaf answers no heartbeat. --count N: so many workers in one process, without a GUID of their own.
Prints "ready" when all are connected, "seen PATH" for each request, "close" when a connection ends.
"""
import argparse
import asyncio
import base64
import datetime
import json
import os
import sys

import websockets


def now():
    return datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def say(text):
    print(text, flush=True)


class Worker:
    def __init__(self, options, name):
        self.options = options
        self.name = name
        self.beats = 0

    async def run(self, connected):
        headers = {}
        if self.options.guid:
            headers["x-guid"] = self.options.guid
        if self.options.paths:
            headers["x-paths"] = self.options.paths
        async with websockets.connect(f"ws://127.0.0.1:{self.options.port}/", extra_headers=headers,
                                      max_size=64 << 20, compression=None) as socket:
            connected()
            async for message in socket:
                await self.take(socket, message)
        say("close")

    async def take(self, socket, message):
        received = json.loads(message)
        if received["Type"] == "Heartbeat":
            assert isinstance(message, str), "a heartbeat is text"
            self.beats += 1
            if not self.options.deaf:
                await socket.send(json.dumps({"GUID": received["GUID"], "Type": "Heartbeat", "TimestampUtc": now(),
                                              "Headers": {}, "Data": ""}))
            return
        assert received["Type"] == "Request" and isinstance(message, bytes), "a request is binary"
        asyncio.ensure_future(self.answer(socket, received))

    async def answer(self, socket, request):
        say("seen " + request["Url"]["Path"])
        query = request["Url"]["QueryElements"]
        if "die" in query:
            os._exit(0)
        if "silent" in query:
            return
        if "ms" in query:
            await asyncio.sleep(int(query["ms"]) / 1000)
        body = query.get("body")
        if body is None:
            body = json.dumps({"worker": self.name, "beats": self.beats, "message": request})
        headers = {}
        wanted = query.get("header", [])
        for each in [wanted] if isinstance(wanted, str) else wanted:
            name, value = each.split(":", 1)
            headers.setdefault(name, []).append(value)
        response = {"GUID": request["GUID"], "Type": "Response", "TimestampUtc": now(),
                    "StatusCode": int(query.get("status", 200)), "ContentType": query.get("type", "application/json"),
                    "Headers": {n: v[0] if len(v) == 1 else v for n, v in headers.items()},
                    "Data": base64.b64encode(body.encode()).decode()}
        if "numeric" in query:
            response["Type"] = 3
            del response["StatusCode"]
        try:
            await socket.send(json.dumps(response).encode())
            if "twice" in query:
                response["Data"] = base64.b64encode(b"the second answer").decode()
                await socket.send(json.dumps(response))
        except websockets.ConnectionClosed:
            pass


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--guid")
    parser.add_argument("--name", default="python")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--deaf", action="store_true")
    parser.add_argument("--paths")
    options = parser.parse_args()
    missing = options.count

    def connected():
        nonlocal missing
        missing -= 1
        if missing == 0:
            say("ready")

    workers = [Worker(options, f"{options.name}{i}" if options.count > 1 else options.name)
               for i in range(options.count)]
    await asyncio.gather(*(worker.run(connected) for worker in workers))


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(0)
