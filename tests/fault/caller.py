"""One person or machine that speaks to the server over HTTP: signs in, calls, and repeats what was not answered."""
import http.client
import json
import secrets
import time
import urllib.parse


class NoAnswer(Exception):
    """The request was sent, or may have been, and no whole answer came back."""


class Reply:
    def __init__(self, status, headers, raw):
        self.status, self.headers, self.raw = status, headers, raw
        try:
            self.body = json.loads(raw)
        except ValueError:
            self.body = None

    @property
    def code(self):
        return self.body.get("code", "") if isinstance(self.body, dict) else ""

    @property
    def must_be_repeated(self):
        """Only 503 says: not now; and whoever says so says when to come again."""
        return self.status == 503


class Caller:
    def __init__(self, port, name="", timeout=60):
        self.port, self.name, self.timeout = port, name, timeout
        self.headers, self.session, self._connection = {}, {}, None

    def at(self, port):
        """The same person with the same session before another process of the server."""
        other = Caller(port, self.name, self.timeout)
        other.headers, other.session = dict(self.headers), self.session
        if "Origin" in other.headers:
            other.headers["Origin"] = f"http://localhost:{port}"
        return other

    def close(self):
        if self._connection:
            self._connection.close()
        self._connection = None

    def send(self, method, path, body=None, headers=None):
        """One try. Whatever keeps the whole answer from coming is NoAnswer."""
        sent = {**self.headers, **(headers or {})}
        if isinstance(body, (dict, list)):
            body, sent["Content-Type"] = json.dumps(body), "application/json"
        if body is not None:
            body = body.encode()
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self._connection.request(method, path, body=body, headers={"Host": f"localhost:{self.port}", **sent})
            answer = self._connection.getresponse()
            raw = answer.read()
            if answer.getheader("Connection", "").lower() == "close":
                self.close()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, raw)
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            raise NoAnswer(f"{method} {path}: {problem!r}") from problem

    def call(self, method, path, body=None, key=None):
        headers = {} if method == "GET" else {"Idempotency-Key": key or secrets.token_urlsafe(16)}
        return self.send(method, path, body, headers)

    def done(self, method, path, body=None):
        reply = self.call(method, path, body)
        if not 200 <= reply.status <= 299:
            raise AssertionError(f"{self.name}: {method} {path} answered {reply.status}: {reply.raw[:600]!r}")
        return reply.body

    def sign_in(self, realm, email, password):
        self.headers = {}
        reply = self.send("POST", "/api/identity/v1/sessions", {"realm": realm, "email": email, "password": password},
                          {"Origin": f"http://localhost:{self.port}"})
        if reply.status != 201:
            raise AssertionError(f"{email} could not sign in: {reply.status} {reply.raw[:400]!r}")
        self.headers = {"Cookie": reply.headers["set-cookie"].split(";")[0], "Origin": f"http://localhost:{self.port}"}
        self.session, self.name = reply.body, email
        return self

    def take_token(self, client_id, client_secret):
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": client_id,
                                       "client_secret": client_secret})
        reply = self.send("POST", "/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        if reply.status != 200:
            raise AssertionError(f"{client_id} got no token: {reply.status} {reply.raw[:400]!r}")
        self.headers, self.name = {"Authorization": "Bearer " + reply.body["access_token"]}, client_id
        return self


def until(condition, seconds, what, pause=0.05):
    """Waits for something that must come to be; a world in which it never does is a finding."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"did not happen within {seconds} s: {what}")
        time.sleep(pause)
