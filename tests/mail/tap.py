"""Between a program and its server: a proxy that cuts the line, and servers that do what real ones never should."""
import socket
import ssl
import threading


class Proxy:
    """Passes bytes on to a port of this machine; cuts both ways after so many bytes of the server (or, with
    of="client", of the client); with .once only one line.  .passed: how many of them went through in all."""

    def __init__(self, port, cut=None, of="server", delay=0):
        self.target, self.cut, self.of, self.delay, self.passed = port, cut, of, delay, 0
        self.once = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=20)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            for a, b, who in ((client, server, "client"), (server, client, "server")):
                threading.Thread(target=self.pass_on, args=(a, b, who), daemon=True).start()

    def pass_on(self, a, b, who):
        try:
            while data := a.recv(65536):
                if self.delay and who == "server":
                    threading.Event().wait(self.delay)
                if who == self.of:
                    if self.cut is not None and self.passed + len(data) >= self.cut:
                        b.sendall(data[:self.cut - self.passed])
                        self.passed = self.cut
                        if self.once:
                            self.cut = None
                        break
                    self.passed += len(data)
                b.sendall(data)
        except OSError:
            pass
        for s in (a, b):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Line:
    """One connection of a made-up server."""

    def __init__(self, socket_):
        self.socket, self.rest, self.heard = socket_, b"", []

    def send(self, *lines):
        self.socket.sendall(b"".join(line if isinstance(line, bytes) else line.encode() + b"\r\n" for line in lines))

    def line(self):
        while b"\n" not in self.rest:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError
            self.rest += more
        line, self.rest = self.rest.split(b"\n", 1)
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        self.heard.append(text)
        return text

    def command(self):
        """(tag, the rest in capitals, as it came)"""
        line = self.line()
        tag, _, rest = line.partition(" ")
        return tag, rest.upper(), line

    def encrypt(self, context):
        self.socket = context.wrap_socket(self.socket, server_side=True)


class Fake:
    """with Fake(talk, certificates) as server: talk(line) speaks with each client.  certificates None: no TLS at first."""

    def __init__(self, talk, certificates=None):
        self.talk, self.heard, self.faults = talk, [], []
        self.context = None
        if certificates:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificates.cert, certificates.key)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=20)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        line = Line(client)
        self.heard.append(line.heard)
        try:
            if self.context:
                line.encrypt(self.context)
            self.talk(line)
        except (OSError, ConnectionError):
            pass
        except Exception as fault:  # of the test itself
            self.faults.append(fault)
        try:
            line.socket.close()
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        if self.faults:
            raise self.faults[0]


def imap_login(line, capabilities="IMAP4rev1 AUTH=PLAIN SASL-IR"):
    """Greeting to login, as most servers do it."""
    line.send(f"* OK [CAPABILITY {capabilities}] ready")
    while True:
        tag, what, _ = line.command()
        if what.startswith("CAPABILITY"):
            line.send(f"* CAPABILITY {capabilities}", f"{tag} OK done")
        elif what.startswith(("AUTHENTICATE PLAIN ", "LOGIN ", "AUTHENTICATE XOAUTH2 ", "AUTHENTICATE OAUTHBEARER ")):
            line.send(f"{tag} OK logged in")
            return
        elif what.startswith("AUTHENTICATE"):
            line.send("+ ")
            line.line()
            line.send(f"{tag} OK logged in")
            return
        else:
            line.send(f"{tag} BAD not before the login")


def imap_answer(line, answers, capabilities="IMAP4rev1"):
    """Answers commands until the client leaves: {beginning: lines, the last of them without its tag}, None: silence."""
    while True:
        tag, what, _ = line.command()
        for beginning, lines in answers.items():
            if what.startswith(beginning):
                if lines is None:
                    continue
                *data, last = lines
                line.send(*data, last if isinstance(last, bytes) else f"{tag} {last}")
                break
        else:
            if what.startswith("CAPABILITY"):
                line.send(f"* CAPABILITY {capabilities}", f"{tag} OK done")
            elif what.startswith("LOGOUT"):
                line.send("* BYE", f"{tag} OK done")
            else:
                line.send(f"{tag} BAD unknown")
