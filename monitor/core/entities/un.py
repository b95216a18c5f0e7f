"""The consolidated list of the United Nations Security Council, as XML."""

from collections.abc import Iterable, Iterator

from lxml import etree

from monitor.core.entities.listed import Listed
from monitor.core.errors import PermanentError
from monitor.core.model.watchlist import EntityKind

_KINDS = {"INDIVIDUAL": EntityKind.PERSON, "ENTITY": EntityKind.GROUP}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def parse_un(chunks: Iterable[bytes], subject: str) -> Iterator[Listed]:
    """The entries of the list, as the document comes in; raises PermanentError if it is not that list.

    Nothing a document declares is expanded or fetched: one with a document type of its own is refused.
    """
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    found = False
    try:
        for chunk in chunks:
            parser.feed(chunk)
            for listed in _entries(parser, subject):
                found = True
                yield listed
        parser.close()
    except etree.XMLSyntaxError as error:
        raise PermanentError(subject, f"is not well-formed XML: {error.msg}") from error
    if not found:
        raise PermanentError(subject, "holds no INDIVIDUAL and no ENTITY: is it the UN consolidated list?")


def _entries(parser: etree.XMLPullParser, subject: str) -> Iterator[Listed]:
    for _, element in parser.read_events():
        if not isinstance(element, etree._Element):
            continue
        if element.getroottree().docinfo.internalDTD is not None:
            raise PermanentError(subject, "declares a document type: the UN list has none, so it is not read")
        if element.tag not in _KINDS or element.find("DATAID") is None:
            continue
        yield _listed(element)
        element.clear()
        parent = element.getparent()
        if parent is not None:  # what was read is let go of, so that any size fits into memory
            del parent[: parent.index(element)]


def _listed(element: etree._Element) -> Listed:
    kind = _KINDS[str(element.tag)]
    full = " ".join(text for name in _NAMES if (text := _text(element, name)))
    aliases = list(element.iterfind(f"{element.tag}_ALIAS"))
    good = [_text(alias, "ALIAS_NAME") for alias in aliases if _text(alias, "QUALITY").lower() not in ("low",)]
    weak = [_text(alias, "ALIAS_NAME") for alias in aliases if _text(alias, "QUALITY").lower() == "low"]
    original = [one for part in _text(element, "NAME_ORIGINAL_SCRIPT").split(";") if (one := part.strip(" ؛"))]
    reference = _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID")
    return Listed(id=f"un:{reference}", kind=kind, names=(full, *original, *good), weak=weak)


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())
