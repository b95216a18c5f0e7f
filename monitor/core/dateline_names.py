"""What stands beside the day of publishing: the place, the agency or the outlet, who wrote it."""

import re

from monitor.core.agency import fold_name, is_agency
from monitor.core.arabic.lexicon import FIRST_NAMES, PLACES_IN_YA, TITLES
from monitor.core.story.places import NAMES
from monitor.core.zones import CITIES

_ELSEWHERE = (  # from where correspondents write, beside the cities whose time outlets name
    "أثينا، روما، الفاتيكان، مدريد، برشلونة، لشبونة، بروكسل، ستراسبورغ، لاهاي، أمستردام، جنيف، زيورخ، برن"
    "، فيينا، ميونيخ، فرانكفورت، كوبنهاغن، ستوكهولم، أوسلو، هلسنكي، وارسو، براغ، بودابست، بوخارست، بلغراد، سراييفو"
    "، كييف، مينسك، باكو، يريفان، تبليسي، طشقند، كابول، كابل، إسلام أباد، إسلام آباد، نيودلهي، نيو دلهي، دكا، كولومبو"
    "، بكين، شنغهاي، هونغ كونغ، طوكيو، سيول، بيونغ يانغ، تايبيه، بانكوك، مانيلا، جاكرتا، كوالالمبور، سنغافورة، هانوي"
    "، سيدني، كانبيرا، أديس أبابا، أسمرة، جيبوتي، مقديشو، نيروبي، كمبالا، جوبا، نجامينا، باماكو، نيامي، دكار، أبوجا"
    "، لاغوس، أكرا، جوهانسبرغ، أوتاوا، مونتريال، تورونتو، لوس أنجلوس، شيكاغو، مكسيكو، هافانا، كراكاس"
    "، بوغوتا، برازيليا، نيو يورك، عمان، الخليل، بيت لحم، خان يونس، دير البلح"
    "، حماة، دير الزور، صور، العين، فاس، أم درمان"  # words as well, or two: no names of story.places
)
_DESCRIBED = frozenset({"المحتله", "المكرمه", "المنوره"})  # «القدس المحتلة»
_OF_SEVERAL = re.compile(r"(?:ال)?وكالات(?: الانباء)?")
_OUTLET = re.compile(r"\w+ (?:نيوز|برس|اونلاين|news)")
_OF_NAMES = frozenset({"بن", "ابن", "عبد", "ابو", "ال", "علي"})
_NAME = 4  # words of a writer's name
_JOINED = re.compile(r"\s*[+&/،,|-]\s*|\sو(?=\S)")


def names_origin(words: str) -> bool:
    """Whether words are a place, an agency or an outlet, and nothing besides.

    >>> [names_origin(words) for words in ("القاهرة", "القدس المحتلة", "أ ش أ", "السومرية نيوز")]
    [True, True, True, True]
    >>> names_origin("سقوط صنعاء"), names_origin("توفي الشاعر")
    (False, False)
    """
    said = fold_name(words)
    bare = " ".join(word for word in said.split() if word not in _DESCRIBED)
    return said in _PLACES or bare in _PLACES or is_source(words) or _OUTLET.fullmatch(said) is not None


def is_source(words: str) -> bool:
    """Whether words are agencies, or have some among them.

    >>> is_source("رويترز"), is_source("الجزيرة + وكالات"), is_source("وزارة الصحة")
    (True, True, False)
    """
    named = _JOINED.split(words)
    return any(is_agency(one) or _OF_SEVERAL.fullmatch(fold_name(one)) is not None for one in named)


def is_full_name(words: str) -> bool:
    """Whether words are somebody's name: a first name, and behind it others or one with the article.

    >>> is_full_name("وليد الجبوري"), is_full_name("د. محمد علي"), is_full_name("صعب جدا"), is_full_name("سعيد يستقيل")
    (True, True, False, False)
    """
    said = bare_name(words)
    if not 1 < len(said) <= _NAME or said[0] not in _FIRST:
        return False
    return all(word in _FIRST or word in _OF_NAMES or word.startswith("ال") for word in said[1:])


def bare_name(words: str) -> list[str]:
    """The words of a name without titles, in one spelling.

    >>> bare_name("د. محمد علي") == bare_name("محمد على")
    True
    """
    return [word for word in fold_name(words).split() if word not in _TITLES]


_PLACES = frozenset(map(fold_name, [*CITIES, *NAMES, *PLACES_IN_YA, *_ELSEWHERE.split("، ")]))
_FIRST = frozenset(map(fold_name, FIRST_NAMES))
_TITLES = frozenset(map(fold_name, TITLES)) | {"د", "الدكتور", "ا"}
