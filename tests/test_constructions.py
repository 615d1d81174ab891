"""One event told in many ways is the same event: the same dyad, code and teller."""

from __future__ import annotations

import pytest
from codings import events_of, lines, rows_of

ATTACK = "RUS 190 GEO"

# What else a sentence says (a withdrawal, a condemnation) is not looked at here.
TOLD = """
    Russia attacked Georgia.
    Russia has attacked Georgia.
    Russia is attacking Georgia.
    Georgia was attacked by Russia.
    Georgia has been attacked again by Russia.
    On Tuesday Georgia was again attacked by Russia.
    Russia, which attacked Georgia, rejected the claim.
    Georgia, which was attacked by Russia, is small.
    Georgia, attacked by Russia last week, is small.
    It was Russia that attacked Georgia.
    Russia launched an attack on Georgia.
    An attack on Georgia was launched by Russia.
    The attack by Russia on Georgia lasted an hour.
    Russia's attack on Georgia lasted an hour.
    The Russian attack on Georgia lasted an hour.
    Georgia came under attack from Russia.
    Georgia came under Russian attack.
    Russia began attacking Georgia.
    Russia started to attack Georgia.
    Russia continued to attack Georgia.
    Russia went on attacking Georgia.
    Russia managed to attack Georgia.
    Russia seems to have attacked Georgia.
    Russia is said to have attacked Georgia.
    Russia sent planes to attack Georgia.
    Russia crossed the border and attacked Georgia.
    Russia attacked and threatened Georgia.
    Having attacked Georgia, Russia withdrew.
    After attacking Georgia, Russia withdrew.
    Attacking Georgia, Russia broke the truce.
    Russia violated the truce by attacking Georgia.
    Russia denounced France, then attacked Georgia.
    When Russia attacked Georgia, France protested.
    France condemned Russia for attacking Georgia.
    France condemned Russia's attack on Georgia.
    France condemned the attack by Russia on Georgia.
"""

REPORTED = """
    Officials said Russia attacked Georgia. | Officials
    Russia attacked Georgia, officials said. | officials
    According to officials, Russia attacked Georgia. | officials
    France said that Georgia had been attacked by Russia. | France
    France claimed that Russia had attacked Georgia. | France
    France alleged that Russia attacked Georgia. | France
    France accused Russia of attacking Georgia. | France
    France blamed Russia for attacking Georgia. | France
    France blamed Russia for an attack on Georgia. | France
    Russia was accused by France of attacking Georgia. | France
"""

OTHERWISE = """
    Russia threatened to attack Georgia. | RUS 1384 GEO
    Russia will attack Georgia. | RUS 1384 GEO
    Russia stopped attacking Georgia. | RUS 087 GEO
    Russia denied attacking Georgia. | RUS 016 GEO
    Rebels backed by Russia attacked Georgia. | ---REB 190 GEO
    The shelling by Russia killed ten Georgian soldiers. | RUS 194 GEOMIL
    The killing of ten Georgian soldiers by Russian troops caused anger. | RUSMIL 190 GEOMIL
    Ten Georgian soldiers were shot dead by Russian troops. | RUSMIL 193 GEOMIL
    Georgia was placed under an embargo by Russia. | RUS 163 GEO
    Georgian villages were hit by rockets fired from Russia. | RUS 194 GEO
    Rockets fired from Russia hit two Georgian villages. | RUS 194 GEO
    Missiles fired from Russia hit the Georgian town of Gori. | RUS 194 GEO
    Russia deployed hundreds of soldiers in Georgia. | RUS 154 GEO
    Kenyan farmers blocked roads to protest fuel prices. | KENAGR 1442 ---
    A curfew was imposed in Nairobi. | KEN 1723 KEN
    An attack in Tbilisi killed ten Georgian soldiers. | --- 190 GEOMIL
    The Gori assault worried many people. | --- 190 GEO
    France summoned the Russian ambassador to protest the attack. | FRA 114 RUSGOV
    Kenyan teachers went on strike to demand higher pay. | KENEDU 1432 ---
    Talks between Russia and Georgia broke down. | GEO 164 RUS, RUS 164 GEO
    The Russian army mobilised reservists near the Georgian border. | RUSMIL 154 ---
    Georgia gave Russia an ultimatum to withdraw its troops. | GEO 139 RUS
"""


@pytest.mark.parametrize("text", [text for (text,) in lines(TOLD)])
def test_one_event_however_it_is_told(coder, text):
    assert [row for row in rows_of(coder, text) if "GEO" in row and " 19" in row] == [ATTACK]


@pytest.mark.parametrize(("text", "reporter"), lines(REPORTED))
def test_who_says_so(coder, text, reporter):
    told = [event for event in events_of(coder, text) if event.row == ATTACK]
    assert [event.reported_by for event in told] == [reporter]


@pytest.mark.parametrize(("text", "rows"), lines(OTHERWISE))
def test_an_event_of_another_kind(coder, text, rows):
    assert sorted(rows_of(coder, text)) == rows.split(", ")
