"""What an article commemorates is no event of today."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.types import Article

DAY = date(2024, 4, 8)
ARTICLES = {
    "the anniversary of a year": (
        "KIGALI, April 8 (Reuters) - Rwanda on Sunday marked the 30th anniversary of the 1994 "
        "genocide, in which Hutu extremists killed more than 800,000 Tutsis. President Paul "
        "Kagame criticised the United Nations. Hutu militias massacred families in churches. "
        "Soldiers attacked villages and burned houses. The killing ended when Tutsi rebels "
        "captured Kigali."
    ),
    "years after": (
        "Thirty years after Hutu militias massacred Tutsis, France thanked Rwanda for its "
        "patience. In April 1994, soldiers murdered the prime minister of Rwanda. Belgium "
        "condemned the massacre in 1994."
    ),
    "a number of years ago": (
        "Thirty years ago, Rwandan soldiers attacked a church and killed 5,000 Tutsis. "
        "Survivors gathered on Sunday to commemorate the attack. The soldiers had shot the "
        "priest. Hutu militiamen raped Tutsi women."
    ),
    "a day of the year": (
        "The genocide began on April 7, 1994, when Hutu soldiers killed ten Belgian "
        "peacekeepers. Belgium withdrew its troops from Rwanda in April 1994. Belgian "
        "officials attended a commemoration in Kigali on Sunday. Hutu soldiers tortured the "
        "Belgian peacekeepers."
    ),
    "no year": (
        "Mourners gathered in Srebrenica for the anniversary of the massacre of Bosnian men "
        "by Serbian forces. Serbian soldiers executed 8,000 Bosnian men. Serbian troops "
        "bombed the town."
    ),
    "a speech": (
        "At a commemoration on Monday, the German president praised Rwanda. Hutu militias "
        "attacked Tutsi rebels. Soldiers of Rwanda bombed a hospital in 1994."
    ),
    "the year in another sentence": (
        "Rwanda held a ceremony of remembrance on Sunday. In 1994, Hutu extremists "
        "slaughtered Tutsis across the country. Hutu soldiers attacked a hospital. Militiamen "
        "murdered the nurses of the hospital."
    ),
}
VIOLENT = ("17", "18", "19", "20")


@pytest.mark.parametrize("name", list(ARTICLES))
def test_what_is_commemorated_is_not_actual(coder, name):
    events = coder.code_article(Article(name, DAY, ARTICLES[name])).events
    violent = [e for e in events if e.code.startswith(VIOLENT)]
    assert len(violent) >= 2
    told = [(e.sentence.text, e.code, e.status, e.when.day) for e in violent]
    assert {e.status for e in violent} <= {"historical", "hypothetical"}, told
    assert not [e for e in events if e.status == "actual" and e.when.day.year < 2024]


def test_an_undated_massacre_has_the_year_of_its_anniversary(coder):
    text = ARTICLES["the anniversary of a year"]
    events = coder.code_article(Article("a", DAY, text)).events
    killed = [e for e in events if e.code.startswith(VIOLENT)]
    assert {(e.when.day.year, e.when.precision) for e in killed} == {(1994, "year")}


def test_new_violence_on_an_anniversary_is_actual(coder):
    text = (
        "Police in Iran arrested ten students on Sunday at a march on the anniversary of the "
        "revolution. Police beat protesters. Gunmen killed two Iranian soldiers on Monday."
    )
    events = coder.code_article(Article("a", DAY, text)).events
    assert [e.status for e in events if e.code.startswith(("173", "18", "19"))]
    assert {e.status for e in events} == {"actual"}


def test_a_new_article_remembers_nothing(coder):
    coder.code_article(Article("a", DAY, ARTICLES["no year"]))
    events = coder.code_article(
        Article("b", DAY, "Serbian soldiers attacked Croatian troops.")
    ).events
    assert [e.status for e in events] == ["actual"]
