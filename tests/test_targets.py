"""Whom an event concerns: more than whoever stands in its pattern's slot."""

from __future__ import annotations

import pytest
from codings import events_of, lines, rows_of

# Each: the sentence, then the rows "source code target" it must give among others.
CONCERNED = """
    Fiji helped people in Chad and Niger after a flood in Ghana. | FJI 070 TCDCVL; FJI 070 NERCVL
    Norway accepts 90 children now living in Lebanese camps. | NOR 073 LBNCVL
    Greek police clashed with migrants at the Turkish border. | GRCCOP 175 ---REF
    Fiji vetoed a resolution by Tonga on Samoa. | FJI 129 TON
    Latvia's parliament voted down a proposal by Brazil. | LVALEG 129 BRA
    Fiji broke off negotiations on Samoa with Tonga. | FJI 164 TON
    Fiji opened an investigation into whether Tongan police killed fishermen. | FJI 090 TONCOP
    Fiji opened an investigation into how Tongan police treated migrants. | FJI 090 TONCOP
    Fiji began an inquiry into claims that Tongan soldiers beat children, it said. | FJI 090 TONMIL
    Fiji has offered to send troops to help the Tongan army. | FJI 0334 TONMIL
    Fiji returned a canoe that was stolen in 1989 from a museum to Nuku'alofa, Tonga. | FJI 0842 TON
    Fiji sent a letter to Tonga threatening to cut aid. | FJI 1311 TON
    The Fijian army mobilized troops for a possible move against Tonga. | FJIMIL 154 TON
    The Fijian foreign minister held several meetings in Tonga. | FJIGOV 040 TON
    Doctors in Tonga went on strike over the government's failure to pay them. | TONHLH 143 TONGOV
    Students in Tonga staged a protest demanding that the government go. | TONEDU 141 TONGOV
    Fiji attacked French, Chadian and Malian troops. | FJI 190 FRAMIL; FJI 190 TCDMIL
    Fiji eased curbs on letters sent by students to Tonga. | FJI 081 TON
    Fiji's government said it would lift curbs on convoys to Suva. | FJIGOV 0351 FJI
    Fiji withdrew its observers from the Tonga-Samoa border. | FJI 1662 TON; FJI 1662 WSM
    Fiji demanded that Tonga and Samoa be patient. | FJI 100 TON; FJI 100 WSM
    Fiji and Tonga agreed to free all soldiers. | FJI 0353 ---MIL; TON 0353 ---MIL
    Fiji and Tonga agreed to withdraw their troops. | FJI 0356 TON; TON 0356 FJI
    Fijian jets bombed a factory in Tonga. | FJIMIL 195 TON
    Fiji sent its police to the border. | FJI 153 ---
    Fiji apologised to Tonga for remarks by a minister. | FJI 055 TON
    Fiji announced the Tongan government had provided aid to Samoa. | TONGOV 070 WSM
    Government and rebel negotiators met in Suva. | FJIGOV 040 FJIREB; FJIREB 040 FJIGOV
    Forces loyal to Khalifa Haftar attacked Tonga. | LBYMIL 190 TON
    Tongans protested against the government. | TON 141 TONGOV
    Tongans protested in Fiji against the government. | TON 141 FJIGOV
    Tongans protested against the government and Fiji. | TON 141 ---GOV
    Tonga has detained three journalists. | TON 173 TONMED
    Tonga has detained three fugitives. | TON 173 ---CRM
    Tongan soldiers beat opposition supporters. | TONMIL 182 ---OPP
    Fiji and Tonga accused each other of lying. | FJI 112 TON; TON 112 FJI
    Fiji came under a cyberattack. | --- 176 FJI
    Three Tongan soldiers were killed. | --- 190 TONMIL
    Tongan troops retook a town from Fijian rebels. | TONMIL 192 FJIREB
    Tongan troops retook the town of Suva from rebels. | TONMIL 192 FJI
    Fijians gathered outside the Tongan embassy to condemn the war in Samoa. | FJI 141 TONGOV
    Fijians rallied in Suva to denounce Samoa. | FJI 141 WSM
    A Tongan journalist was beaten. | --- 182 TONMED
"""


# What was said before tells whose deed or words are answered; the rows of the last sentence.
ANSWERED = """
    Fiji accused Tonga of lying. Tonga rejected the accusation. | TON 016 FJI
    Fiji bombed a port in Tonga. Samoa condemned the attack. | WSM 111 FJI
    Fiji bombed a port in Tonga. Samoa condemned the raid. Peru condemned the raid. | PER 111 FJI
    Fiji urged Tonga to withdraw its troops. Tonga rejected the demand. | TON 120 FJI
    Fiji and Tonga held talks. Samoa condemned the attack. | WSM 111 ---
    Fiji arrested a Tongan. Samoa condemned the attack. | WSM 111 ---
    Fiji bombed a port in Tonga. Tonga condemned an attack. | TON 111 ---
"""


def _told(block: str) -> list[tuple[str, set[str]]]:
    return [(text, set(rows.split("; "))) for text, rows in lines(block)]


@pytest.mark.parametrize(("text", "rows"), _told(CONCERNED))
def test_whom_an_event_concerns(coder, text, rows):
    assert rows <= set(rows_of(coder, text))


@pytest.mark.parametrize(("text", "rows"), _told(ANSWERED))
def test_whom_an_answer_concerns(coder, text, rows):
    events = events_of(coder, text)
    last = max(event.sentence.index for event in events)
    assert {event.row for event in events if event.sentence.index == last} == rows
