"""What stands above and below an article's text: who published it and when, and that it ends."""

from datetime import UTC, datetime

import pytest

from monitor.core.edge_lines import without_edges

TEXT = "افتتح الوزير المحطة صباح الأحد.\nوقال إنها تكفي المدينة."
PUBLISHED = datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
ABOVE = [
    "الكاتب: سامر الحارثي\nالمصدر: وكالات\n27 تشرين الثاني 18:05",
    "نشرت في: آخر تحديث:\n2 دقائق",
    "Published On 27 Nov 2026",
    "27 نوفمبر 2026 - 1,204 مشاهدة",
    "بغداد - 27 نوفمبر 2026 - 18:05",
    "27 نوفمبر 2026 - 18:05 بتوقيت مكة",
    "مدة القراءة: 3 دقائق",
]
BELOW = ["// انتهى //\n18:05ت م\n0142", "(انتهى)", "/انتهى/ م ح", "انتهى", "(النهاية) س ع د"]


@pytest.mark.parametrize("lines", ABOVE)
def test_lines_of_publishing_above_the_text_are_cut(lines: str) -> None:
    assert without_edges(f"{lines}\n{TEXT}", PUBLISHED, "UTC") == TEXT


def test_labels_behind_a_lead_are_cut() -> None:
    assert without_edges(TEXT.replace("\n", "\nنشرت في: آخر تحديث:\n2 دقائق\n"), PUBLISHED, "UTC") == TEXT


@pytest.mark.parametrize("lines", BELOW)
def test_the_tail_of_an_agency_is_cut(lines: str) -> None:
    assert without_edges(f"{TEXT}\n{lines}", PUBLISHED, "UTC") == TEXT


def test_the_end_within_the_last_line_is_cut() -> None:
    assert without_edges(f"{TEXT} (انتهى)", None, "UTC") == TEXT


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
        "27 نوفمبر 2026",
        "(انتهى)",
    ],
)
def test_what_is_told_stays(text: str) -> None:
    assert without_edges(text, PUBLISHED, "UTC") == text
