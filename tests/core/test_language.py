"""Arabic is told from its neighbours, in headlines too, whatever names and keyboards of theirs it is written with."""

import pytest

from monitor.core.language import language_of

TEXTS = {
    "ar": [
        "قالت وزارة الصحة إن عدد المصابين ارتفع في بغداد",
        "گوگوش تحيي حفلا في دبي",
        "الرئيس الإيراني مسعود پزشکیان يلتقي نظيره العراقي في بغداد",
        "افتتاح معرض ڤان گوخ في دبي",
        "وزیر الخارجیة یصل بغداد للقاء نظیره العراقي",
        "عِنْدَما نَسْعَدُ بِهَديَّةِ العَلْقَمِ",
        "د. عبدالله بن ثاني",
        "حريق كبير بسوق شعبي",
    ],
    "fa": ["زلزله در کرمان", "پرسپولیس قهرمان لیگ برتر شد", "دولت لايحه بودجه را به مجلس داد"],
    "ur": ["سونے کی قیمت میں اضافہ", "لاہور ہائی کورٹ کا بڑا فیصلہ"],
    "ckb": ["نرخی دۆلار لە بازاڕەکانی هەولێر بەرز بووەوە", "ئەمڕۆ لە سلێمانی باران دەبارێت"],
    "ps": [
        "په کابل کې چاودنه شوې او لسګونه کسان ټپیان شوي دي",
        "ولسمشر د ملګرو ملتونو له استازي سره وليدل",
        "طالبانو د نجونو ښوونځي بند کړل",
    ],
    "ug": ["ئۈرۈمچىدە قار ياغدى", "شىنجاڭ ئۇيغۇر ئاپتونوم رايونىدا يېڭى مەكتەپ ئېچىلدى"],
    "sd": ["سنڌ حڪومت جو وڏو فيصلو اسڪولن ۾ موڪلون"],
}

SHORT = {
    "ar": ["مقتل جنديين", "هدنة غزة", "كي مون يصل", "قالت له أمه", "دبي تستضيف", "عون يستقبل بري", "پوتين في طهران"],
    "fa": ["هوا سرد شد", "تیم ملی برد", "قیمت سکه", "بورس سبز شد", "گرانی نان", "قتل در شیراز", "باران در شمال"],
    "ur": ["ڈالر مہنگا", "آج کی خبریں", "کراچی دھماکہ", "کابینہ اجلاس", "لاہور میں بارش", "فوج نے بیان دیا"],
    "ckb": ["نرخی نەوت", "کەشوهەوا", "پێشمەرگە", "دۆلار دابەزی", "بوومەلەرزە", "کوژرانی دوو کەس"],
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in SHORT.items() for text in texts])
def test_two_or_three_words_are_enough(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in TEXTS.items() for text in texts])
def test_a_headline_is_known_for_what_it_is(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["نجوم پاپ", "گوگل تطلق هاتفا", "مشروع ڤيلا"])
def test_a_letter_of_a_foreign_name_makes_a_headline_no_other_language(text: str) -> None:
    assert language_of(text) in ("ar", None)


def test_what_says_too_little_is_what_the_page_declares_but_for_the_languages_that_are_told_apart() -> None:
    assert (language_of("نص", "ar"), language_of("Top 10", "en")) == (None, "en")
