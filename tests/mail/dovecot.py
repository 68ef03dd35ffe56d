"""A real Dovecot on loopback, as nobody, with a configuration and mail of its own in a temporary folder.

    with Dovecot() as server:
        server.put("INBOX", b"From: ...")
        client = server.client()        # imaplib, logged in, over TLS

Whoever it is logs in with PASSWORD and has a mailbox of their own; USER also with TOKEN (XOAUTH2, OAUTHBEARER)."""
import http.server
import imaplib
import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse

from certificates import Certificates

USER, PASSWORD, TOKEN = "ada@example.org", "Hafen-und-Moewe-77", "ya29.Token-of-Ada-0815"

CONFIG = """
protocols = imap
listen = 127.0.0.1, 127.0.0.2
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
ssl = yes
ssl_cert = <{certificates.cert}
ssl_key = <{certificates.key}
disable_plaintext_auth = {no_plain}
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
mail_fsync = never
mail_max_userip_connections = 200
passdb {{
  driver = static
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u mail=maildir:~/Maildir
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
{more}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def nobody():
    """(user, group) names to run servers as: root's are nobody's."""
    import grp
    import pwd
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        return user.pw_name, grp.getgrgid(user.pw_gid).gr_name
    user = pwd.getpwuid(os.geteuid())
    return user.pw_name, grp.getgrgid(user.pw_gid).gr_name


class Tokens(http.server.BaseHTTPRequestHandler):
    """Says whose a token is."""

    def do_GET(self):
        token = urllib.parse.unquote(self.path.rpartition("token=")[2])
        good = token == TOKEN
        body = json.dumps({"username": USER, "active": True} if good else {"error": "invalid_token"}).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Dovecot:
    def __init__(self, mechanisms="plain login xoauth2 oauthbearer", more="", no_plain="no"):
        self.folder = tempfile.mkdtemp(prefix="hb", dir="/tmp")
        self.imap, self.imaps = free_port(), free_port()
        self.process = self.tokens = None
        try:
            self.start(mechanisms, more, no_plain)
        except BaseException:
            self.stop()
            raise

    def start(self, mechanisms, more, no_plain):
        user, group = nobody()
        os.chmod(self.folder, 0o755)
        for name in ("run", "home", "certificates"):
            os.mkdir(f"{self.folder}/{name}")
        self.certificates = Certificates(f"{self.folder}/certificates")
        self.ca, self.other_ca = self.certificates.ca, self.certificates.other_ca
        self.tokens = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tokens)
        threading.Thread(target=self.tokens.serve_forever, daemon=True).start()
        self.write("oauth2.conf", f"tokeninfo_url = http://127.0.0.1:{self.tokens.server_port}/?token=\n"
                                  "username_attribute = username\nactive_attribute = active\nactive_value = true\n")
        self.write("dovecot.conf", CONFIG.format(
            folder=self.folder, user=user, group=group, certificates=self.certificates, mechanisms=mechanisms,
            password=PASSWORD, imap=self.imap, imaps=self.imaps, more=more, no_plain=no_plain))
        self.write("log", "")
        self.hand_over(self.folder)
        ids = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
        self.process = subprocess.Popen(["dovecot", "-F", "-c", f"{self.folder}/dovecot.conf"], cwd=self.folder,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        **ids)
        self.wait()

    def wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                raise RuntimeError("dovecot ended: " + self.process.stderr.read().decode() + self.log())
            try:
                with socket.create_connection(("127.0.0.1", self.imap), 5) as s:
                    if s.recv(10):
                        return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("dovecot does not answer: " + self.log())

    def write(self, name, text):
        with open(f"{self.folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def log(self):
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as file:
            return file.read()

    def client(self, user=USER, password=PASSWORD):
        client = imaplib.IMAP4_SSL("127.0.0.1", self.imaps, ssl_context=ssl.create_default_context(cafile=self.ca))
        client.login(user, password)
        return client

    def fill(self, user, messages):
        """The INBOX of somebody who has none yet, at once; UIDs as in the order given."""
        home = f"{self.folder}/home/{user}"
        for name in ("", "/Maildir", "/Maildir/cur", "/Maildir/new", "/Maildir/tmp"):
            os.mkdir(home + name)
        for n, message in enumerate(messages):
            with open(f"{home}/Maildir/new/{1760000000 + n}.M{n}P1.harbour", "wb") as file:
                file.write(message)
        self.hand_over(home)

    def hand_over(self, folder):
        """To nobody, where it is root who tests."""
        if os.geteuid() == 0:
            for root, folders, files in os.walk(folder):
                for name in [root] + [os.path.join(root, n) for n in folders + files]:
                    shutil.chown(name, *nobody())

    def put(self, folder, message, flags=None, user=USER, password=PASSWORD, date=None):
        client = self.client(user, password)
        status, said = client.append(f'"{folder}"', flags, date, message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        client.logout()
        if status != "OK":
            raise RuntimeError(f"{folder}: {said}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.tokens:
            self.tokens.shutdown()
            self.tokens.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
