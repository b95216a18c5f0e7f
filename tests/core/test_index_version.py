"""The archive's index is made anew when the words of an article change: a change has to raise INDEX_VERSION."""

import hashlib

from monitor.core.watch.reach import INDEX_VERSION, index_word, surfaces_of

TEXT = """والتطرّف في العراق: «داعـــش» ضدّ إرهابى وشيءٌ من القرآن، قراان؛ شىء مسئولية مسؤولية آمن أمن إمن ٱمن
ﺗﻄﺮﻑ ﷲ ﻻ الأُمَم کردستان یک پاریس گۆران ڤیدیو كوفيد19 ٢٠١٧ ۱۲۳ 2,500 ISIS's Daësh ŞIRNAK Łódź Москва ΑΘΗΝΑ
co-operate a_b e.g. 3.14 😀 🇮🇶 \u200fبغداد\u200f \u2067أب\u2069 ه\u0654 مئة\u200cالف لا|نعم نعم/لا ² ① Ⅳ ½ 日本
الم مدرسه مدرسة على علي إلى الي هيئة هيأة ذٰلك اﻹرهاب عبد الله عبدالله"""

GOLDEN = {1: "4e9ba4746d3ca0b7"}
"""version → what the index made of the text; add a line when the version is raised, change none"""


def words_of(text: str) -> str:
    pairs = sorted((surface, index_word(surface)) for surface in surfaces_of([text]))
    return hashlib.sha256("\n".join(f"{surface}\t{word}" for surface, word in pairs).encode()).hexdigest()[:16]


def test_what_the_index_makes_of_a_text_is_what_its_version_says() -> None:
    assert words_of(TEXT) == GOLDEN[INDEX_VERSION], "folding or tokens have changed: raise INDEX_VERSION, add a line"
