"""YAML of the project's and the user's own files, read by libyaml where it is installed: ten times as quick.

What a sender writes (a manifest) is not read here: libyaml has no guard against text that is nested without end.
"""

from typing import Any

import yaml

_Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Every scalar is text.
TextLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=_Safe)
