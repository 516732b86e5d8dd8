"""An OpenID Connect provider as a process of its own: `python provider_server.py TOKEN_SECONDS` prints its port.

It is oidc-provider-mock, which signs real tokens. In front of it stands a check of PKCE with S256 (RFC 7636), which it
leaves out: a code is only exchanged for tokens by whoever holds the verifier of its challenge.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import sys
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import oidc_provider_mock
import werkzeug.serving

challenges: dict[str, str] = {}


def with_pkce(app):
    """The application, refusing what does not keep to PKCE."""

    def checked(environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/oauth2/authorize":
            asked = parse_qs(environ["QUERY_STRING"])
            if asked.get("code_challenge_method") != ["S256"] or "code_challenge" not in asked:
                return refuse(start_response)

            def note_code(status, headers, exc_info=None):
                place = dict(headers).get("Location", "")
                for code in parse_qs(urlsplit(place).query).get("code", []):
                    challenges[code] = asked["code_challenge"][0]
                return start_response(status, headers, exc_info)

            return app(environ, note_code)
        if path == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            sent = parse_qs(body.decode())
            verifier = sent.get("code_verifier", [""])[0]
            digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
            if challenges.pop(sent.get("code", [""])[0], None) != digest:
                return refuse(start_response)
            environ["wsgi.input"] = io.BytesIO(body)
        return app(environ, start_response)

    return checked


def refuse(start_response):
    """400."""
    start_response("400 Bad Request", [("Content-Type", "application/json")])
    return [b'{"error": "invalid_grant"}']


if __name__ == "__main__":
    provider = oidc_provider_mock.app(access_token_max_age=timedelta(seconds=int(sys.argv[1])))
    server = werkzeug.serving.make_server("localhost", 0, with_pkce(provider), threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
