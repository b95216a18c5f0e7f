"""The tables of known words are the same in every process: what hits today hits after a restart."""

import os
import subprocess
import sys

from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS

_SUM = """
from hashlib import sha256
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
print(sha256(repr((sorted(STEMS.items()), sorted(VERB_STEMS.items()), sorted(CITATIONS))).encode()).hexdigest())
"""


def test_the_tables_do_not_depend_on_the_order_of_sets() -> None:
    sums = {
        subprocess.run(
            [sys.executable, "-c", _SUM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(sums) == 1 and sums != {""}


def test_a_verb_is_known_though_another_verb_has_it_as_a_rare_form() -> None:
    assert {"اعلن", "احسن", "تمكن"} <= VERB_STEMS.keys()


def test_the_dual_of_a_verb_does_not_win_over_the_noun() -> None:
    assert not {"تبرعا", "تعاونا", "تحالفا"} & VERB_STEMS.keys()


def test_a_hamza_stands_behind_the_person_only_of_verbs_that_begin_with_it() -> None:
    assert {"يءكد", "يءدي", "يءجل", "يءلف", "نءيد"} <= VERB_STEMS.keys()
    assert not {"يءعلن", "يءوقف", "نءرسل"} & VERB_STEMS.keys()


def test_the_tables_are_as_large_as_the_language_needs() -> None:
    assert len(STEMS) > 35_000 and len(VERB_STEMS) > 53_000 and len(CITATIONS) > 5_000
