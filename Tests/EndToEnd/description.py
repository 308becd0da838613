"""The OpenAPI description as a judge: every answer that a test gets must be one that it describes."""

import functools
import json
import pathlib
import re
from urllib.parse import urlsplit

import jsonschema

FILE = pathlib.Path(__file__).parents[2] / "Sources" / "API" / "OpenAPI" / "openapi.json"


@functools.cache
def description():
    return json.loads(FILE.read_text())


@functools.cache
def validator(path, method, status):
    """Of the body; None if there is none to expect. Raises KeyError for an answer that is not described."""
    response = description()["paths"][path][method]["responses"][str(status)]
    if "$ref" in response:
        response = description()["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    content = response.get("content")
    if content is None:
        return None, None
    (content_type, media), = content.items()
    schema = media.get("schema", {}) | {"components": description()["components"]}
    return content_type, jsonschema.Draft202012Validator(schema)


@functools.cache
def described_path(path):
    path = urlsplit(path).path.rstrip("/") + "/"
    for known in description()["paths"]:
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known.rstrip("/")) + "/", path):
            return known
    return None


def check(method, path, answer):
    """Fails on an undescribed status, content type or body. What has no path or method there must be a problem."""
    known, method = described_path(path), method.lower()
    if method == "head":
        assert answer.text == ""
        return
    if method == "options" and known:
        assert answer.status == 204 and answer.headers["Allow"] and answer.text == ""
        return
    content_type = (answer.headers.get("Content-Type") or "").partition(";")[0]
    if known is None or method not in description()["paths"][known]:
        assert answer.status in (404, 405, 501) and content_type == "application/problem+json", (method, path, answer.text)
        return
    try:
        expected, body = validator(known, method, answer.status)
    except KeyError:
        raise AssertionError(f"{method} {known} answers {answer.status}, which is not described: {answer.text}") from None
    if expected is None:
        assert answer.text == ""
        return
    assert content_type == expected, (method, path, answer.status, content_type)
    if expected.endswith("json"):
        body.validate(answer.json)
