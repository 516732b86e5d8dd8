"""The token endpoint as the OpenAPI document tells it: no operation of ninja's, for OAuth2 says how it answers."""

from __future__ import annotations

from typing import Any

from wegwijzer.web.api.scopes import SCOPES

_TEXT = {"type": "string"}
PATH = "/api/v1/token"


def token_operation() -> dict[str, Any]:
    """The one operation of it."""
    return {
        "post": {
            "operationId": "make_token",
            "summary": "Exchange a key for a token.",
            "description": (
                "Exchange a key for a token.\n\nOAuth2 client credentials (RFC 6749, 4.4): `client_id` is the prefix "
                "of the key, `client_secret` the whole key, in the form or as HTTP Basic. A token works for a quarter "
                "of an hour, and ends with its key. Errors of the form are those of the RFC."
            ),
            "tags": ["own"],
            "parameters": [],
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {
                            "type": "object",
                            "required": ["grant_type"],
                            "properties": {
                                "grant_type": {"type": "string", "const": "client_credentials"},
                                "client_id": {**_TEXT, "maxLength": 40, "description": "The prefix of the key."},
                                "client_secret": {**_TEXT, "maxLength": 200, "description": "The whole key."},
                                "scope": {**_TEXT, "maxLength": 200, "description": "Some of its scopes, with spaces."},
                            },
                        }
                    }
                },
            },
            "responses": {
                "200": {
                    "description": "A token.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Token"}}},
                },
                **{
                    status: {
                        "description": words,
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TokenError"}}},
                    }
                    for status, words in (("400", "The form is wrong."), ("401", "The id or the secret is wrong."))
                },
            },
        }
    }


def token_schemas() -> dict[str, Any]:
    """The forms of its answers."""
    return {
        "Token": {
            "type": "object",
            "description": "A token, to be sent as `Authorization: Bearer`.",
            "required": ["access_token", "token_type", "expires_in", "scope"],
            "additionalProperties": False,
            "properties": {
                "access_token": {**_TEXT, "description": "The token."},
                "token_type": {"const": "Bearer", "description": "How it is sent."},
                "expires_in": {"type": "integer", "description": "Seconds that it works."},
                "scope": {**_TEXT, "description": f"What it may do, of: {', '.join(SCOPES)}."},
            },
        },
        "TokenError": {
            "type": "object",
            "description": "What is wrong (RFC 6749, 5.2).",
            "required": ["error", "error_description"],
            "additionalProperties": False,
            "properties": {
                "error": {
                    "enum": [
                        "invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type",
                    ],
                    "description": "The kind of error.",
                },
                "error_description": {**_TEXT, "description": "What is wrong, and what would be right."},
            },
        },
    }  # fmt: skip
