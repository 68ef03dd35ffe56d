"""Certificates for servers on loopback, made by openssl: an authority, a server that it vouches for by the names
localhost and 127.0.0.1 (not 127.0.0.2), and another authority that vouches for nobody."""
import os
import subprocess

NAMES = "DNS:localhost,IP:127.0.0.1"


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE)


class Certificates:
    """Paths: ca, cert, key, other_ca."""

    def __init__(self, folder):
        self.ca, self.other_ca = f"{folder}/ca.pem", f"{folder}/other-ca.pem"
        self.cert, self.key = f"{folder}/server.pem", f"{folder}/server-key.pem"
        for name in (self.ca, self.other_ca):
            openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=Harbour Test Authority", "-keyout", f"{name}.key", "-out", name)
        extensions = f"{folder}/server.ext"
        with open(extensions, "w", encoding="ascii") as file:
            file.write(f"subjectAltName={NAMES}\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                "/CN=localhost", "-keyout", self.key, "-out", f"{folder}/server.csr")
        openssl("x509", "-req", "-in", f"{folder}/server.csr", "-CA", self.ca, "-CAkey", f"{self.ca}.key",
                "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", self.cert)
        for name in os.listdir(folder):
            os.chmod(os.path.join(folder, name), 0o644)
