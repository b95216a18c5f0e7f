"""What stands above and below an article's text: who published it and when, and that it ends."""

from datetime import UTC, datetime

import pytest

from monitor.core.agency import agency_of
from monitor.core.article import extract_page
from monitor.core.edge_lines import without_edges
from tests.support.pages import LINE, MORE, TITLE

TEXT = "افتتح الوزير المحطة صباح الأحد.\nوقال إنها تكفي المدينة."
PUBLISHED, NOW = datetime(2026, 11, 27, 15, 5, tzinfo=UTC), datetime(2026, 11, 28, tzinfo=UTC)
ABOVE = [
    "الكاتب: سامر الحارثي\nالمصدر: وكالات\n27 تشرين الثاني 18:05",
    "نشرت في: آخر تحديث:\n2 دقائق",
    "Published On 27 Nov 2026",
    "27 نوفمبر 2026 - 1,204 مشاهدة",
    "بغداد - 27 نوفمبر 2026 - 18:05",
    "27 نوفمبر 2026 - 18:05 بتوقيت مكة",
    "مدة القراءة: 3 دقائق",
    "المصدر: رويترز",
    "المصدر: الجزيرة + وكالات",
    "الكاتب: وليد الجبوري",
    "المحرر: د. محمد علي",
    "القاهرة 27 نوفمبر 2026",
    "القاهرة 27 نوفمبر 2026 (أ ش أ)",
    "رويترز 27 نوفمبر 2026",
    "الدوحة - قنا 27 نوفمبر 2026",
    "القدس المحتلة - 27 نوفمبر 2026",
    "السومرية نيوز / بغداد 27 نوفمبر 2026",
    "بغداد، العراق (رويترز) - 27 نوفمبر 2026",
    "سامر الحارثي - 27 نوفمبر 2026",
    "الرافد - 27 نوفمبر 2026",
    "الرياض 17 جمادى الآخرة 1448 هـ الموافق 27 نوفمبر 2026 م واس",
]
BELOW = ["// انتهى //\n18:05ت م\n0142", "(انتهى)", "/انتهى/ م ح", "انتهى", "(النهاية) س ع د"]
SIGNED = ["المصدر: رويترز", "الكاتب: وليد الجبوري\nالمصدر: وكالات", "المصدر: وكالات\n// انتهى //"]


@pytest.mark.parametrize("lines", ABOVE)
def test_lines_of_publishing_above_the_text_are_cut(lines: str) -> None:
    assert without_edges(f"{lines}\n{TEXT}", PUBLISHED, "UTC") == TEXT


def test_labels_behind_a_lead_are_cut() -> None:
    assert without_edges(TEXT.replace("\n", "\nنشرت في: آخر تحديث:\n2 دقائق\n"), PUBLISHED, "UTC") == TEXT


@pytest.mark.parametrize("lines", [*BELOW, *SIGNED])
def test_the_tail_of_an_agency_is_cut(lines: str) -> None:
    assert without_edges(f"{TEXT}\n{lines}", PUBLISHED, "UTC") == TEXT


def test_the_end_within_the_last_line_is_cut() -> None:
    assert without_edges(f"{TEXT} (انتهى)", None, "UTC") == TEXT


@pytest.mark.parametrize(
    "line",
    ["المصدر: رويترز", "رويترز - 27 نوفمبر 2026", "الرياض 17 جمادى الآخرة 1448 هـ الموافق 27 نوفمبر 2026 م واس"],
)
def test_whose_an_article_is_stays_known_though_its_line_is_cut(line: str) -> None:
    day, lines = "<p>27 نوفمبر 2026</p>", "".join(f"<p>{one}</p>" for one in (line, LINE, MORE))
    page = f"<html><body><h1>{TITLE}</h1>{day}<div class=entry-content>{lines}</div></body></html>".encode()

    read = extract_page(page, content_type="text/html; charset=utf-8", url="https://a.example/1", zone="UTC", now=NOW)

    assert read.text == f"{LINE}\n{MORE}"
    assert agency_of(read.text, read.author) in ("رويترز", "واس")


@pytest.mark.parametrize(
    "text",
    [
        "12 مارس 2019\nوقع الهجوم الأول على السد.",
        f"{TEXT}\nانتهى كل شيء",
        f"{TEXT}\n0142",
        f"{TEXT}\nبلغ الرصيد\n1500",
        "2 تشرين الثاني:\nبدأ العمل.",
        f"بغداد - 27 نوفمبر 2026 - أعلن الوزير فتح الجسر للسيارات أمس.\n{TEXT}",
        f"سقط 12 قتيلا في بغداد (27 نوفمبر 2026)\n{TEXT}",
        f"27 نوفمبر 2026 - ندوة\n27 نوفمبر 2026 - أمسية\n{TEXT}",
        f"27 نوفمبر 21:00\nالنهر - السد\n28 نوفمبر 18:00\nالجسر - الميناء\n{TEXT}",
        f"5 ديسمبر 21:00\nالنهر - السد\n{TEXT}",
        f"المحرر: كيف ترى الأمر؟\nالكاتب: صعب جدا.\nالمحرر: لماذا؟\n{TEXT}",
        f"{TEXT}\nالنهاية",
        f"توفي الشاعر في 27 نوفمبر 2026\n{TEXT}",
        f"الموعد: الجمعة 27 نوفمبر 2026\n{TEXT}",
        f"سعر الدولار 27 نوفمبر 2026\n{TEXT}",
        f"10 دقائق\nتمارين الصباح كلها.\n20 دقيقة\n{TEXT}",
        f"المصدر: وزارة الصحة\n{TEXT}",
        f"المصدر: وكالة الطاقة الدولية\n{TEXT}",
        f"الكاتب: نجيب محفوظ\nالناشر: دار النهر\n{TEXT}",
        f"الكاتب: سعيد يرفض الجائزة\n{TEXT}",
        f"توفي الشاعر - 27 نوفمبر 2026\n{TEXT}",
        f"أسعار الذهب | 27 نوفمبر 2026\n{TEXT}",
        f"سقوط صنعاء، 27 نوفمبر 2026\n{TEXT}",
        f"هدنة غزة 27 نوفمبر 2026\n{TEXT}",
        f"بغداد تحترق - 27 نوفمبر 2026\n{TEXT}",
        f"{TEXT}\nالمصدر: وزارة الصحة",
        f"{TEXT}\nبغداد، 27 نوفمبر 2026",
        f"{TEXT}\nالمحرر: سؤال أخير؟\nالكاتب: وليد الجبوري",
        "27 نوفمبر 2026",
        "(انتهى)",
    ],
)
def test_what_is_told_stays(text: str) -> None:
    assert without_edges(text, PUBLISHED, "UTC") == text
