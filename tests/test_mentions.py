"""Who is named: noun phrases in short sentences, with the day and the code they must have.

A case is the sentence with the phrase in [brackets], the day, and the code of the mention that
stands there; ``---`` for none. Known failures carry their cause after ``!``.
"""

# ruff: noqa: E501  a case is one line

from __future__ import annotations

from datetime import date

import pytest

from pipeline.explain import Explanation, explain
from pipeline.types import Mention

CASES = {
    "office by date": """
        [Joe Biden] visited Poland. | 2008-05-05 | USALEG
        [Joe Biden] visited Poland. | 2012-05-05 | USAGOV
        [Joe Biden] visited Poland. | 2022-05-05 | USAGOV
        [Barack Obama] visited Kenya. | 2007-05-05 | USALEG
        [Barack Obama] visited Kenya. | 2010-05-05 | USAGOV
        [Barack Obama] visited Kenya. | 2018-05-05 | USAELI
        [Angela Merkel] met the pope. | 2008-05-05 | DEUGOV
        [Angela Merkel] met the pope. | 2022-05-05 | DEUELI
        [Taliban] fighters attacked Kabul. | 2012-05-05 | AFGINS
        The [Taliban] attacked Kabul. | 2012-05-05 | AFGINS
        The [Taliban] arrested a journalist. | 2022-05-05 | AFGGOV
        [Evo Morales] criticised Chile. | 2010-05-05 | BOLGOV
        [Evo Morales] criticised Chile. | 2020-01-05 | BOLOPP
        [Hillary Clinton] visited Libya. | 2011-05-05 | USAGOV
        [Hillary Clinton] visited Libya. | 2003-05-05 | USALEG
        [Benjamin Netanyahu] visited Washington. | 2021-12-05 | ISROPPPTY
        [Benjamin Netanyahu] visited Washington. | 2023-12-05 | ISRGOV
        The [FARC] released a hostage. | 2005-05-05 | COLINS
        The [FARC] criticised the government. | 2019-05-05 | COLPTY
        [Saddam Hussein] criticised Iran. | 1995-05-05 | IRQGOV
        The [Soviet Union] condemned Israel. | 1982-05-05 | SUN
    """,
    "a person by the full name": """
        [Abdul Hamid Dbeibah] met a delegation from Turkey. | 2022-01-05 | LBYGOV
        [Emmanuel Macron] visited Mali. | 2018-01-05 | FRAGOV
        [Vladimir Putin] visited Syria. | 2018-01-05 | RUSGOV
        [Xi Jinping] visited Italy. | 2019-03-22 | CHNGOV
        [Narendra Modi] visited Nepal. | 2018-01-05 | INDGOV
        [Recep Tayyip Erdogan] criticised France. | 2018-01-05 | TURGOV
        [Cyril Ramaphosa] visited Rwanda. | 2019-01-05 | ZAFGOV
        [Bashar al-Assad] visited Moscow. | 2017-01-05 | SYRGOV
        [Antonio Guterres] condemned Israel. | 2019-01-05 | IGOUNO
        [Nicolas Maduro] accused Colombia. | 2018-01-05 | VENGOV
        [Nicolás Maduro] accused Colombia. | 2018-01-05 | VENGOV
        [Erdogan] criticised Israel. | 2018-01-05 | TURGOV
        [Putin] criticised NATO. | 2018-01-05 | RUSGOV
    """,
    "a title before a name": """
        [French President Emmanuel Macron] visited Mali. | 2018-01-05 | FRAGOV
        [President Vladimir Putin] visited Syria. | 2018-01-05 | RUSGOV
        [U.S. Secretary of State Mike Pompeo] visited Seoul. | 2019-01-05 | USAGOV
        [Libyan Prime Minister Abdul Hamid Dbeibah] met a delegation. | 2022-01-05 | LBYGOV
        [Norwegian Foreign Minister Olav Hansen] visited Sudan. | 2018-01-05 | NORGOV
        [Ghanaian police chief Kofi Boateng] arrested a minister. | 2018-01-05 | GHACOP
        [Malian General Amadou Keita] visited Niger. | 2018-01-05 | MLIMIL
        [Brazilian opposition leader Paulo Souza] criticised Chile. | 2018-01-05 | BRAOPP
        [Pakistani lawmaker Ahmed Khan] criticised India. | 2018-01-05 | PAKLEG
        [Egyptian Judge Hassan Farid] sentenced a journalist. | 2018-01-05 | EGYJUD
        [Senegalese journalist Moussa Diop] criticised France. | 2018-01-05 | SENMED
        [Danish Defence Minister Lars Holm] visited Latvia. | 2018-01-05 | DNKGOVMIL
        [former Peruvian president Carlos Quispe] criticised Chile. | 2018-01-05 | PERELI
    """,
    "apposition": """
        [Lars Holm, Denmark's defence minister,] visited Latvia. | 2018-01-05 | DNKGOVMIL
        [Moussa Diop, a Senegalese journalist,] criticised France. | 2018-01-05 | SENMED
        [Denmark's defence minister, Lars Holm,] visited Latvia. | 2018-01-05 | DNKGOVMIL
        [Sergei Ivanov, the Russian ambassador to Poland,] met a minister. | 2018-01-05 | RUSGOV
        [Carlos Quispe, the leader of Peru's opposition,] met a minister. | 2018-01-05 | PEROPP
        [The prime minister of Fiji, Sitiveni Rabuka,] visited China. | 2023-01-05 | FJIGOV
        [Wang Yi, China's foreign minister,] visited Ghana. | 2018-01-05 | CHNGOV
        [Ahmed Khan, a spokesman for the Pakistani army,] criticised India. | 2018-01-05 | PAKMIL
        [John Smith, a British tourist,] criticised Spain. | 2018-01-05 | GBRCVL
    """,
    "possessive": """
        [Libya's army] attacked Chad. | 2018-01-05 | LBYMIL
        [Norway's foreign minister] visited Sudan. | 2018-01-05 | NORGOV
        [Peru's police] arrested a Chilean. | 2018-01-05 | PERCOP
        [Malaysia's opposition] criticised China. | 2018-01-05 | MYSOPP
        [Italy’s parliament] criticised Egypt. | 2018-01-05 | ITALEG
        [the Philippines' coast guard] attacked a boat. | 2018-01-05 | PHLCOP
        [Zambia's largest trade union] criticised China. | 2018-01-05 | ZMBLAB
        [Kenya's High Court] criticised Somalia. | 2018-01-05 | KENJUD
        [the United States' ambassador] criticised Iran. | 2018-01-05 | USAGOV
    """,
    "an agent with its country": """
        [Libyan rebels] attacked Chad. | 2018-01-05 | LBYREB
        [The Chadian army] attacked a town. | 2018-01-05 | TCDMIL
        [Iranian warships] attacked a boat. | 2018-01-05 | IRNMIL
        [the government of Ghana] criticised Togo. | 2018-01-05 | GHAGOV
        [The foreign minister of Nepal] visited India. | 2018-01-05 | NPLGOV
        [students from Nepal] criticised India. | 2018-01-05 | NPLEDU
        [Police in Uganda] arrested a Kenyan. | 2018-01-05 | UGACOP
        [The Polish border guard] detained a Belarusian. | 2018-01-05 | POLCOP
        [The Cuban doctors] criticised Brazil. | 2018-01-05 | CUBHLH
        [German businessmen] visited Iran. | 2018-01-05 | DEUBUS
        [Bolivian farmers] attacked a convoy. | 2018-01-05 | BOLAGR
        [Sri Lankan Tamil rebels] attacked a town. | 2005-01-05 | LKASEP
        [Basque separatists] attacked a town in Spain. | 2005-01-05 | ESPSEP
        [Turkish human rights groups] criticised Syria. | 2018-01-05 | TURHRI
        [Vietnam's Communist Party] criticised China. | 2018-01-05 | VNMGOVPTY
        [The Syrian opposition] criticised Russia. | 2018-01-05 | SYROPP
        [South Korean lawmakers] criticised Japan. | 2018-01-05 | KORLEG
        [the U.S. Supreme Court] criticised Iran. | 2018-01-05 | USAJUD
        [Iraqi refugees] criticised Jordan. | 2018-01-05 | IRQREF
        [Filipino workers] criticised Kuwait. | 2018-01-05 | PHLLAB
        [The Israeli prime minister's office] criticised Iran. | 2018-01-05 | ISRGOV
        [Nigerian Muslim clerics] criticised France. | 2018-01-05 | NGAMOSREL ! "Muslim clerics" of agents.yaml is MOS alone
    """,
    "an agent without a country": """
        [Protesters] attacked Israel's embassy. | 2018-01-05 | ---OPP
        [Rebels] attacked a town. | 2018-01-05 | ---REB
        [Gunmen] attacked a Kenyan. | 2018-01-05 | ---UAF
        [Aid workers] criticised Sudan. | 2018-01-05 | NGO
        [Peacekeepers] visited Mali. | 2018-01-05 | IGOPKO
        [The international community] criticised Sudan. | 2018-01-05 | INT
        [Journalists] criticised Egypt. | 2018-01-05 | ---MED
    """,
    "an organisation": """
        [The United Nations] criticised Sudan. | 2018-01-05 | IGOUNO
        [The U.N.] criticised Sudan. | 2018-01-05 | IGOUNO
        [UN officials] criticised Sudan. | 2018-01-05 | IGOUNO
        [NATO] criticised Russia. | 2018-01-05 | IGONAT
        [NATO troops] attacked a town. | 2012-01-05 | IGONATMIL
        [The European Union] criticised Hungary. | 2018-01-05 | IGOEEC
        [EU foreign ministers] criticised Hungary. | 2018-01-05 | IGOEECCNL
        [The African Union] criticised Mali. | 2018-01-05 | IGOAFU
        [ECOWAS] criticised Mali. | 2021-01-05 | IGOWAS
        [The IMF] criticised Greece. | 2012-01-05 | IGOIMF
        [Amnesty International] criticised Iran. | 2018-01-05 | NGOHRIAMN
        [Human Rights Watch] criticised Iran. | 2018-01-05 | NGOHRIHRW
        [the Red Cross] visited Sudan. | 2018-01-05 | NGOHLHIRC
        [The UN refugee agency] criticised Hungary. | 2018-01-05 | IGOUNOREFHCR
        [The International Criminal Court] accused Sudan. | 2018-01-05 | IGOJUDICC
        [A U.N. peacekeeper] criticised Mali. | 2018-01-05 | IGOUNOPKO
    """,
    "an armed group": """
        [Boko Haram] attacked Chad. | 2015-01-05 | NGAINSMOS
        [Boko Haram fighters] attacked Chad. | 2015-01-05 | NGAINSMOS
        [Hamas] attacked Israel. | 2014-01-05 | PSEREB
        [Hezbollah militants] attacked Israel. | 2014-01-05 | LBNUAF
        [The Houthis] attacked Saudi Arabia. | 2018-01-05 | YEMINS
        [Islamic State militants] attacked Iraq. | 2016-01-05 | IMGMOSISI
        [al-Shabaab] attacked Kenya. | 2016-01-05 | SOMINSMOS
        [The Rapid Support Forces] attacked a town. | 2023-06-05 | SDNREB
        [members of Hamas] attacked Israel. | 2014-01-05 | PSEREB
    """,
    "a demonym": """
        [Two Libyans] attacked a Chadian. | 2018-01-05 | LBY
        [The French] criticised Italy. | 2018-01-05 | FRA
        [An American] attacked a Canadian. | 2018-01-05 | USA
        [The Dutch] criticised Turkey. | 2018-01-05 | NLD
        [Thousands of Venezuelans] criticised Colombia. | 2018-01-05 | VEN
        [The British] criticised Spain. | 2018-01-05 | GBR
        [Dozens of Syrian rebels] attacked a town. | 2018-01-05 | SYRREB
        [A Swiss diplomat] criticised Iran. | 2018-01-05 | CHEGOV
    """,
    "whose side, not whose": """
        [Gabon-backed militias] attacked Iraq. | 2018-01-05 | ---UAF
        [Danish-backed Fijian rebels] attacked a town. | 2018-01-05 | FJIREB
        [Iranian-backed Yemeni rebels] attacked a ship. | 2018-01-05 | YEMREB
        [pro-Serbian separatists] attacked Ghana. | 2015-01-05 | ---SEP
        [pro-Russian separatists] attacked Ukraine. | 2015-01-05 | UKRSEP
        [anti-Japanese protesters] attacked a Chinese shop. | 2012-01-05 | ---OPP
        [Syrian rebels backed by Turkey] attacked a town. | 2018-01-05 | SYRREB
        [a U.S.-trained Afghan soldier] attacked a town. | 2012-01-05 | AFGMIL
        [a Moroccan-born Belgian] attacked a Dane. | 2016-01-05 | BEL
    """,
    "an embassy": """
        [The Russian embassy in Kabul] criticised Poland. | 2018-01-05 | RUSGOV
        [The U.S. Embassy in Libya] criticised Egypt. | 2018-01-05 | USAGOV
        [China's ambassador to Sweden] criticised Norway. | 2018-01-05 | CHNGOV
        [The Iranian consulate in Karachi] criticised India. | 2018-01-05 | IRNGOV
        [Libya's ambassador to the United Nations] criticised Chad. | 2018-01-05 | LBYGOV
        [the Polish consul in Lviv] criticised Russia. | 2018-01-05 | POLGOV
    """,
    "a capital or seat as its government": """
        [Moscow] criticised Poland. | 2018-01-05 | RUSGOV
        [Tripoli] criticised Chad. | 2018-01-05 | LBYGOV
        [Beijing] condemned Japan. | 2018-01-05 | CHNGOV
        [The Kremlin] criticised Poland. | 2018-01-05 | RUSGOV
        [The White House] criticised Iran. | 2018-01-05 | USAGOV
        [Downing Street] criticised Iran. | 2018-01-05 | GBRGOV
        [The Pentagon] criticised Iran. | 2018-01-05 | USAGOVMIL
    """,
    "a name that is somebody else's too": """
        [Georgia] criticised Russia. | 2012-01-05 | GEO
        [Jordan] criticised Israel. | 2018-01-05 | JOR
        [Chad] criticised Sudan. | 2018-01-05 | TCD
        [Turkey] criticised Greece. | 2018-01-05 | TUR
        The family ate [turkey] with rice in Norway. | 2018-01-05 | ---
        [Niger] criticised Nigeria. | 2018-01-05 | NER
        [South Sudan] criticised Sudan. | 2018-01-05 | SSD
        [The Democratic Republic of Congo] criticised Rwanda. | 2018-01-05 | COD
        [Guinea-Bissau] criticised Guinea. | 2018-01-05 | GNB
        [Papua New Guinea] criticised Australia. | 2018-01-05 | PNG
        [North Korea] criticised Japan. | 2018-01-05 | PRK
        [Michael Jordan] criticised France. | 2018-01-05 | --- ! a country as surname after an unknown given name
        [Chad Johnson] criticised France. | 2018-01-05 | ---
        [Paris Hilton] criticised Germany. | 2018-01-05 | --- ! a company as surname after an unknown given name
        [The U.S. state of Georgia] sued a Chinese company. | 2018-01-05 | USA
        [New Mexico] sued a Chinese company. | 2018-01-05 | USA
        [The Washington Post] criticised Russia. | 2018-01-05 | USAMED
    """,
    "not an actor": """
        The minister bought [a table] from Norway. | 2018-01-05 | ---
        [The weather] worried Norway. | 2018-01-05 | ---
        [The China shop] worried Norway. | 2018-01-05 | CHN
    """,
}  # fmt: skip


def cases():
    for kind, table in CASES.items():
        for line in table.strip().splitlines():
            text, day, rest = (part.strip() for part in line.split(" | "))
            code, _, cause = (part.strip() for part in rest.partition("!"))
            marks = [pytest.mark.xfail(reason=cause, strict=True)] if cause else []
            yield pytest.param(
                text, date.fromisoformat(day), code, id=f"{kind}: {text} ({day})", marks=marks
            )


def bracketed(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def widest(found: Explanation, start: int, end: int) -> Mention | None:
    """Return the mention that covers most of the bracketed words, coded ones first."""
    sides = [m for e in found.events for m in (e.source, e.target) if m]
    inside = [m for m in (*found.mentions, *sides) if m.start < end and start < m.end]
    return max(inside, key=lambda m: (m.code is not None, m.end - m.start), default=None)


@pytest.mark.parametrize(("text", "day", "code"), list(cases()))
def test_the_code_of_a_phrase(coder, text, day, code):
    plain, start, end = bracketed(text)
    (found,) = explain(coder, plain, day)
    mention = widest(found, start, end)
    assert (mention.code if mention and mention.code else "---") == code


PARSED = pytest.mark.xfail(reason="parser: no conjunction found", strict=True)
CONJUNCTIONS = [
    ("Egypt and Jordan condemned Israel.", {"EGY", "JOR"}),
    ("Egypt, Jordan and Qatar condemned Israel.", {"EGY", "JOR", "QAT"}),
    ("The French and German ministers condemned Israel.", {"FRAGOV", "DEUGOV"}),
    ("Police and protesters from Mali condemned Israel.", {"MLICOP", "MLIOPP"}),
    ("The foreign ministers of Egypt and Jordan condemned Israel.", {"EGYGOV", "JORGOV"}),
    ("Both Norway and Sweden condemned Israel.", {"NOR", "SWE"}),
    pytest.param("Norway as well as Sweden condemned Israel.", {"NOR", "SWE"}, marks=PARSED),
    ("Emmanuel Macron and Angela Merkel condemned Israel.", {"FRAGOV", "DEUGOV"}),
    pytest.param(
        "U.S., British and French troops condemned Israel.",
        {"USAMIL", "GBRMIL", "FRAMIL"},
        marks=PARSED,
    ),
    ("Nigeria's army and police condemned Israel.", {"NGAMIL", "NGACOP"}),
    ("Neither Iran nor Iraq condemned Israel.", {"IRN", "IRQ"}),
]


@pytest.mark.parametrize(("text", "codes"), CONJUNCTIONS)
def test_each_of_several(coder, text, codes):
    (found,) = explain(coder, text, date(2018, 1, 5))
    assert {e.source.code for e in found.events if e.source} == codes
    assert {e.target.code for e in found.events if e.target} == {"ISR"}


LATER = [
    ("Peruvian President Martin Vizcarra visited Mali. Vizcarra condemned Israel.", "PERGOV"),
    ("Norwegian Foreign Minister Olav Hansen visited Mali. Hansen condemned Israel.", "NORGOV"),
    ("The Norwegian foreign minister visited Mali. The minister condemned Israel.", "NORGOV"),
    ("The foreign ministry of Fiji thanked Mali. The ministry condemned Israel.", "FJIGOV"),
]


@pytest.mark.parametrize(("text", "code"), LATER)
def test_a_later_mention_is_tied_to_an_earlier(coder, text, code):
    _, found = explain(coder, text, date(2018, 1, 5))
    sources = [e.source for e in found.events]
    assert [(m.code, m.link) for m in sources] == [(code, "coreference")]


UNTIED = [
    "The Norwegian minister and the Swedish minister visited Mali. The minister condemned Israel.",
    "Olav Hansen visited Mali. The minister condemned Israel.",
]


@pytest.mark.parametrize("text", UNTIED)
def test_no_link_is_better_than_a_wrong_one(coder, text):
    *_, found = explain(coder, text, date(2018, 1, 5))
    assert not {e.source.code for e in found.events if e.source} & {"NORGOV", "SWEGOV"}


def test_the_table_is_large_enough():
    assert len(list(cases())) >= 120


LINKS = [
    ("Norway condemned Israel.", "name", "actors/"),
    ("The Norwegian police condemned Israel.", "agent", "agents.yaml:"),
    ("Protesters condemned Israel.", "agent", "agents.yaml:"),
]


@pytest.mark.parametrize(("text", "link", "entry"), LINKS)
def test_how_the_words_came_to_the_code(coder, text, link, entry):
    (found,) = explain(coder, text, date(2018, 1, 5))
    mention = min(found.mentions, key=lambda m: m.start)
    assert mention.link == link
    assert mention.entry.startswith(entry)


def test_a_mention_carries_country_roles_and_entry(coder):
    (found,) = explain(coder, "The Danish defence minister visited Mali.", date(2018, 1, 5))
    mention = min(found.mentions, key=lambda m: m.start)
    assert (mention.code, mention.country, mention.roles) == ("DNKGOVMIL", "DNK", ("GOV", "MIL"))
    assert mention.text == "The Danish defence minister"
    assert mention.entry.startswith("agents.yaml:")
