"""JSON from services, read without trusting its shape."""

import json
from collections.abc import Iterator, Mapping

from linkfinder.errors import DiscoveryError
from linkfinder.sources.base import SourceResponse

JsonObject = Mapping[str, object]


def read_object(answer: SourceResponse, source: str) -> JsonObject:
    """Return the JSON object of an answer; raise DiscoveryError when it is none."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise DiscoveryError(f"{source}: {answer.request} was not answered with JSON") from error
    if not isinstance(found, dict):
        raise DiscoveryError(f"{source}: {answer.request} was answered with JSON of another shape than documented")
    return found


def object_at(found: JsonObject, name: str) -> JsonObject:
    """Return the object below a name, an empty one when there is none."""
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def objects_at(found: JsonObject, name: str) -> Iterator[JsonObject]:
    """Yield the objects of the list below a name; whatever else stands there is passed over."""
    value = found.get(name)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield item


def text_at(found: JsonObject, name: str) -> str:
    """Return the text below a name, an empty one when there is none."""
    value = found.get(name)
    return value if isinstance(value, str) else ""
