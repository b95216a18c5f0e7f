"""Lists, headings and tables between the paragraphs of a body that no system names."""

import pytest

from tests.support.pages import LINE, MORE, TITLE, text_of

ITEMS = ["محطة في الجنوب", "سدان صغيران"]
LIST = f"<h3>ما الذي بني</h3><ul>{''.join(f'<li>{item}</li>' for item in ITEMS)}</ul>"
BODY = f"<div class=txt><p>{LINE}</p>{LIST}<p>{MORE}</p></div>"
TWO = f"<p>{LINE}</p><p>{MORE}</p>"
AROUND = "موقع مستقل تأسس قبل عشرين عاما ويقدم الأخبار على مدار الساعة من مراسليه في مدن كثيرة."
LEDE = "افتتح الوزير المحطة بعد سنوات طويلة من العمل فيها ومن الجدل حول كلفتها وجدواها."
BESIDE = [
    f"<footer><div class=note><p>{AROUND}</p></div></footer>",
    f"<div id=comments><article class=comment-body><div class=comment-content><p>{AROUND}</p></div></article></div>",
    f"<div class=author-box><div><p>{AROUND}</p></div></div>",
]


@pytest.mark.parametrize("beside", BESIDE)
def test_lists_are_told_though_other_text_stands_beside_the_body(beside: str) -> None:
    told = text_of(f"<h1>{TITLE}</h1>{BODY}{beside}")

    assert told == "\n".join([LINE, "ما الذي بني", *ITEMS, MORE])


@pytest.mark.parametrize("box", ["<p class=summary>{}</p>", "<div class=lede><p>{}</p></div>"])
def test_an_introduction_under_the_title_goes_with_the_body(box: str) -> None:
    told = text_of(f"<h1>{TITLE}</h1>{box.format(LEDE)}{BODY}")

    assert told == "\n".join([LEDE, LINE, "ما الذي بني", *ITEMS, MORE])


def test_lists_are_told_where_each_paragraph_stands_in_two_boxes_of_its_own() -> None:
    boxes = "".join(f"<div class=block><div class=text>{one}</div></div>" for one in (f"<p>{LINE}</p>{LIST}", MORE))
    machines = f"<div class=meta><div itemprop=articleBody>{LEDE}</div></div>"

    told = text_of(f"{machines}<h1>{TITLE}</h1><div class=wide>{boxes}</div>")

    assert told.endswith("\n".join([LINE, "ما الذي بني", *ITEMS, MORE]))


def test_teasers_under_an_article_do_not_become_it() -> None:
    teaser = f"<a class=item href=/r><div class=h>المنتخب يبدأ معسكره الثاني</div></a><p class=more>{AROUND}</p>"

    told = text_of(f"<h1>{TITLE}</h1><article class=article-body>{TWO}</article><div>{teaser * 4}</div>")

    assert told == f"{LINE}\n{MORE}"
