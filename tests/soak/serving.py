"""The program as the long runs need it, serving a small demo world on a database of its own: the release build, or
what OPENCARNET_TEST_PROGRAM names."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def server(*arguments: str):
    """Yields its port; the folder and the process are gone afterwards."""
    program = os.environ.get("OPENCARNET_TEST_PROGRAM", "")
    if not program:
        subprocess.run([REPOSITORY / "dev", "build", "release"], check=True, stdout=subprocess.DEVNULL)
        program = REPOSITORY / "build/release/opencarnet"
    with tempfile.TemporaryDirectory(prefix="opencarnet-soak.") as folder:
        command = [program, "serve", "--demo", "--port", "0", "--data-dir", folder,
                   "--log-file", os.path.join(folder, "log"), *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            told = next((line for line in process.stdout if "serves http://" in line), "")
            port = re.search(r":(\d+)$", told.strip())
            if not port:
                raise RuntimeError("the server does not serve")
            yield int(port[1])
        finally:
            process.terminate()
            process.wait()


class Caller:
    """Somebody who asks over one kept connection."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}

    def ask(self, method: str, path: str, body: object = None, form: str = "") -> tuple[int, bytes]:
        headers, data = dict(self.headers), form or (json.dumps(body) if body is not None else None)
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
        self.connection.request(method, path, data, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        cookie = answer.getheader("Set-Cookie")
        if cookie and answer.status == 201:
            self.headers["Cookie"] = cookie.split(";")[0]
        return answer.status, content

    def done(self, method: str, path: str, body: object = None, form: str = "") -> dict:
        status, content = self.ask(method, path, body, form)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {content[:300]!r}")
        return json.loads(content)

    def sign_in(self, realm: str, email: str, password: str) -> "Caller":
        self.done("POST", "/api/identity/v1/sessions", {"realm": realm, "email": email, "password": password})
        return self

    def take_token(self, client_id: str, client_secret: str) -> "Caller":
        form = f"grant_type=client_credentials&client_id={client_id}&client_secret={client_secret}"
        del self.headers["Origin"]
        self.headers["Authorization"] = "Bearer " + self.done("POST", "/oauth/token", form=form)["access_token"]
        return self


def demo_world(port: int) -> dict:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo.json") as answer:
        return json.load(answer)
