"""A real SMTP server (aiosmtpd) on loopback for the tests of sending, and a proxy before it that cuts the line, waits,
or tells the test where the dialogue stands.

The server counts what it has taken by Message-ID: that is what "delivered" means here."""
import asyncio
import base64
import email
import logging
import re
import socket
import ssl
import threading
import time
import warnings

logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="aiosmtpd")

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    """Takes everything, unless a test puts other answers in its place: replies[STEP] for MAIL, RCPT, DATA."""

    def __init__(self):
        self.taken, self.messages, self.replies, self.seen = {}, [], {}, []
        self.waits = {}
        self.active = 0  # connections
        self.lock = threading.Lock()

    async def pause(self, step):
        if step in self.waits:
            await asyncio.sleep(self.waits[step])

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.seen.append(f"EHLO {hostname}")
        await self.pause("EHLO")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.seen.append(f"MAIL {address} {' '.join(options)}".strip())
        await self.pause("MAIL")
        if "MAIL" in self.replies:
            return self.replies["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.seen.append(f"RCPT {address}")
        await self.pause("RCPT")
        if "RCPT" in self.replies:
            reply = self.replies["RCPT"]
            reply = reply.pop(0) if isinstance(reply, list) else reply
            if not reply.startswith("2"):
                return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await self.pause("DATA")
        reply = self.replies.get("DATA", "250 taken")
        reply = reply.pop(0) if isinstance(reply, list) else reply
        if reply.startswith("2"):
            content = envelope.content
            name = email.message_from_bytes(content)["Message-ID"].strip()
            with self.lock:
                self.taken[name] = self.taken.get(name, 0) + 1
                self.messages.append((envelope.mail_from, list(envelope.rcpt_tos), content))
        await self.pause("REPLY")
        return reply


class Server:
    """with Server(...) as server: server.port, server.handler.  tls: "none", "starttls" or "smtps"."""

    def __init__(self, tls="none", certificates=None, user=None, password=None, token=None, offer_tls=True, logins=True,
                 host="127.0.0.1"):
        self.handler, self.logins = Handler(), []
        context = None
        if certificates and tls != "none":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificates.cert, certificates.key)

        def authenticate(server, session, envelope, mechanism, data):
            ok = isinstance(data, LoginPassword) and data.login.decode() == user and data.password.decode() == password
            self.logins.append((mechanism, ok))
            return AuthResult(success=ok, handled=False)

        handler = self.handler

        class Talk(SMTP):
            def connection_made(self, transport):
                if not self.session:  # not again after STARTTLS
                    handler.active += 1
                super().connection_made(transport)

            def connection_lost(self, error):
                handler.active -= 1
                super().connection_lost(error)

            async def auth_XOAUTH2(self, server, args):
                blob = base64.b64decode(args[1]) if len(args) > 1 else await self.challenge_auth("")
                good = token and blob == f"user={user}\x01auth=Bearer {token}\x01\x01".encode()
                server_logins.append(("XOAUTH2", bool(good)))
                return AuthResult(success=bool(good), handled=False)

        server_logins = self.logins
        kwargs = {"ident": "harbour test", "hostname": "localhost"}
        if tls == "starttls" and offer_tls:
            kwargs.update(tls_context=context, require_starttls=True)
        if not logins:
            kwargs.update(auth_exclude_mechanism=["PLAIN", "LOGIN", "XOAUTH2"])
        if user:
            kwargs.update(authenticator=authenticate, auth_required=True, auth_require_tls=tls != "none")
            if tls == "smtps":
                kwargs.update(auth_require_tls=False)

        class Local(Controller):
            def factory(self):
                return Talk(self.handler, loop=self.loop, **kwargs)

        self.controller = Local(self.handler, hostname=host, port=free_port(),
                                ssl_context=context if tls == "smtps" else None)

    def __enter__(self):
        self.controller.start()
        self.port = self.controller.port
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def quiet(self):
        """Waits until nobody is spoken with: what was taken by then stays all there is."""
        until = time.monotonic() + 20
        while self.handler.active and time.monotonic() < until:
            time.sleep(0.001)
        return not self.handler.active


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Proxy:
    """Between the client and a server.  `event(NAME)` is called with connect, each command ("EHLO", "MAIL", ...) before
    the server gets it, "body" with its first bytes, "dot" with its end, and each reply ("reply 250") before the client
    gets it; where it returns "cut", the line is cut there, for both.  cut_after: so many bytes of the body."""

    def __init__(self, port, event=None, cut_after=None):
        self.target, self.event, self.cut_after = port, event or (lambda name: None), cut_after
        self.connections = 0

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open = True
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.open = False
        # closing does not wake up who waits in accept
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            pass
        self.listener.close()

    def accept(self):
        while self.open:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if not self.open:
                client.close()
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        self.connections += 1
        state = {"body": False, "cut": False}
        if self.event("connect") == "cut":
            client.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        for s in (client, server):
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        up = threading.Thread(target=self.upwards, args=(client, server, state), daemon=True)
        up.start()
        self.downwards(client, server, state)
        up.join(10)
        for s in (client, server):
            s.close()

    @staticmethod
    def cut(client, server, state):
        state["cut"] = True
        for s in (client, server):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def downwards(self, client, server, state):
        data = b""
        while not state["cut"]:
            try:
                piece = server.recv(65536)
            except OSError:
                piece = b""
            if not piece:
                break
            data += piece
            while b"\r\n" in data:
                line, data = data.split(b"\r\n", 1)
                last = not re.match(rb"\d\d\d-", line)
                if last and self.event(f"reply {line[:3].decode('ascii', 'replace')}") == "cut":
                    return self.cut(client, server, state)
                if last and line.startswith(b"354"):
                    state["body"] = True
                try:
                    client.sendall(line + b"\r\n")
                except OSError:
                    return self.cut(client, server, state)
        return self.cut(client, server, state)

    def upwards(self, client, server, state):
        body = b""
        while not state["cut"]:
            try:
                piece = client.recv(65536)
            except OSError:
                piece = b""
            if not piece:
                break
            if state["body"]:
                if not body and self.event("body") == "cut":
                    break
                before, body = len(body), body + piece
                if self.cut_after is not None and len(body) > self.cut_after:
                    server.sendall(piece[:max(0, self.cut_after - before)])
                    break
                if body.endswith(b"\r\n.\r\n"):
                    state["body"] = False
                    if self.event("dot") == "cut":
                        break
            else:
                body = b""
                if self.event(piece.split(None, 1)[0].decode("ascii", "replace").upper() if piece.split() else "?") == "cut":
                    break
            try:
                server.sendall(piece)
            except OSError:
                break
        self.cut(client, server, state)
