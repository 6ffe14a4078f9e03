"""The YAML parser in use, how deep data files may go, and where the parser stops."""

import yaml
from yaml.events import CollectionEndEvent, DocumentEndEvent, Event, StreamEndEvent

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_DEPTH = 40


def first_error(text: str) -> tuple[yaml.MarkedYAMLError | None, Event | None]:
    """Return the first error of a text, and the last event before it that is not an end."""
    loader = LOADER(text)
    event: Event | None = None
    try:
        while type(following := loader.get_event()) is not StreamEndEvent:
            if not isinstance(following, (CollectionEndEvent, DocumentEndEvent)):
                event = following
    except yaml.MarkedYAMLError as error:
        return error, event
    except yaml.reader.ReaderError:
        return yaml.MarkedYAMLError(), event
    finally:
        loader.dispose()
    return None, event
