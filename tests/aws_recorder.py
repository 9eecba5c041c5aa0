"""A stand-in for AWS and for every other host: what leaves a process arrives here, as at its proxy.

botocore takes its proxies from the environment. So a process that has `Recorder.environment` sends whatever
it would send out to this server, which writes down where it was bound for and answers 502.
"""

import contextlib
import os
import socketserver
import threading

KEY = "AKIAREALLOOKING00001"
REGION = "eu-west-1"
STEERS_BOTO3 = ("AWS_", "BOTO_")
PROXIES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen = []


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        request = self.rfile.readline().decode(errors="replace").split()
        self.server.seen.append(" ".join(request[:2]))
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


class Recorder:
    """`seen` has a line for each request: `CONNECT kinesis.eu-west-1.amazonaws.com:443`."""

    def __init__(self, folder):
        self._server = _Server()
        self.folder = folder

    @property
    def seen(self):
        return list(self._server.seen)

    def forget(self):
        self._server.seen.clear()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def environment(self, keys=True):
        """Of a process whose user has an AWS account; without `keys` the process has to look for them."""
        (self.folder / "config").write_text(f"[default]\nregion = {REGION}\n")
        (self.folder / "credentials").write_text(
            f"[default]\naws_access_key_id = {KEY}\naws_secret_access_key = secret\n" if keys else ""
        )
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(STEERS_BOTO3) and name.lower() not in PROXIES
        }
        theirs = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": "secret"} if keys else {}
        return (
            kept
            | theirs
            | {
                "HTTP_PROXY": self.url,
                "HTTPS_PROXY": self.url,
                "http_proxy": self.url,
                "https_proxy": self.url,
                "AWS_CONFIG_FILE": str(self.folder / "config"),
                "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "credentials"),
                "AWS_MAX_ATTEMPTS": "1",
            }
        )

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
