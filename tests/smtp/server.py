#!/usr/bin/python3
"""A real SMTP server for the tests: keeps what it takes in a folder, and fails on request.

Each message taken becomes NUMBER.eml (the bytes after DATA, dot-unstuffed) and NUMBER.json (the
envelope: from, to, tls, user, hello; and what Python's mail parser reads in it: headers, text,
html), each put in place whole, the .json last. Prints its port as one line once it listens; ends
when its standard input does, so it never outlives the test.

Switches lie in FOLDER/switches.json and are read anew for each command:
  refuse   {"address": "550 5.1.1 No such user"}   reply to RCPT
  greylist n        so many RCPT are told 451 first
  drop     n        so many connections are cut after the message has arrived
  reply    "554 …"  to the message itself; {body} stands for what it said
  sender   "550 …"  reply to MAIL
"""
import argparse
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate", type=Path, help="PEM with key: offers STARTTLS")
    parser.add_argument("--require-tls", action="store_true")
    parser.add_argument("--auth", help="user:password that must be given")
    parser.add_argument("--latency-ms", type=int, default=0, help="before each reply to a message")
    return parser.parse_args()


class Keeper:
    def __init__(self, options):
        self.options = options
        self.kept = 0
        self.spent = {"greylist": 0, "drop": 0}

    def switches(self):
        try:
            return json.loads((self.options.folder / "switches.json").read_text())
        except FileNotFoundError:
            return {}

    def spend(self, switch):
        """Whether the switch still acts; each asking uses one up."""
        if self.spent[switch] >= self.switches().get(switch, 0):
            return False
        self.spent[switch] += 1
        return True

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        refusal = self.switches().get("sender")
        if refusal:
            return refusal
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refusal = self.switches().get("refuse", {}).get(address)
        if refusal:
            return refusal
        if self.spend("greylist"):
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.options.latency_ms / 1000)
        reply = self.switches().get("reply")
        if reply:
            body = envelope.content.decode("utf-8", "replace")
            return reply.replace("{body}", " ".join(body.split())[-300:])
        self.keep(session, envelope)
        if self.spend("drop"):
            server.transport.abort()
        return "250 OK"

    def keep(self, session, envelope):
        self.kept += 1
        self.put(f"{self.kept}.eml", envelope.content)
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "user": session.auth_data,
            "hello": session.host_name,
        }
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        facts["headers"] = [[name, str(value)] for name, value in message.items()]
        facts["defects"] = [str(defect) for part in message.walk() for defect in part.defects]
        for kind, name in (("plain", "text"), ("html", "html")):
            body = message.get_body(preferencelist=(kind,))
            facts[name] = body.get_content() if body else None
        self.put(f"{self.kept}.json", json.dumps(facts).encode())

    def put(self, name, content):
        draft = self.options.folder / f".{name}"
        draft.write_bytes(content)
        draft.rename(self.options.folder / name)


def authenticator(expected):
    user, password = expected.split(":", 1)

    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=right, auth_data=user if right else None)

    return check


def session_of(keeper, options):
    settings = {"enable_SMTPUTF8": True, "auth_require_tls": False, "hostname": "mail.test"}
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate)
        settings |= {"tls_context": context, "require_starttls": options.require_tls}
    if options.auth:
        settings |= {"authenticator": authenticator(options.auth), "auth_required": True}
    return lambda: SMTP(keeper, **settings)


async def end_of_input():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.read)


async def main():
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    factory = session_of(Keeper(options), options)
    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", options.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await end_of_input()
    os._exit(0)


asyncio.run(main())
