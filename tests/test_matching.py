"""Grammar and matching, on a codebook of a few lines: what any pattern must find and must not.

The sentences are plain so that what fails is the rule they are named for. A case is the sentence,
then its rows; a known failure carries its cause after ``!``.
"""

# ruff: noqa: E501  a case is one line

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from folders import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.codebook.load import load_codebook
from pipeline.coder import Coder
from pipeline.types import Article

DAY = date(2020, 6, 15)

CODES = """04 07 08 19 020 0251 0253 0256 026 030 0333 0353 036 040 042 043 045 046 057 073 0841 111 112 1123
    120 1223 125 1243 130 1384 145 1621 171 1712 1724 173 175 190 195""".split()

ONTOLOGY = "codes:\n" + "".join(f'  "{code}": {{name: C{code}, quad: 1}}\n' for code in CODES)

ACTORS = """
- {name: Norway, code: NOR, kind: country, adjectives: [Norwegian], people: [Norwegian, Norwegians]}
- {name: Sweden, code: SWE, kind: country, adjectives: [Swedish], people: [Swede, Swedes]}
- {name: Denmark, code: DNK, kind: country, adjectives: [Danish], people: [Dane, Danes]}
- {name: Finland, code: FIN, kind: country, adjectives: [Finnish], people: [Finn, Finns]}
- {name: Iceland, code: ISL, kind: country, adjectives: [Icelandic]}
- {name: Olav Hansen, code: NORGOV, kind: person}
"""

AGENTS = """
agents:
  - {code: COP, kind: police, nouns: [police, police officer]}
  - {code: MIL, kind: military, nouns: [army, soldier, troop, forces]}
  - {code: OPP, kind: protester, nouns: [protester, demonstrator]}
  - {code: GOV, kind: minister, nouns: [minister, foreign minister, government]}
  - {code: REB, kind: rebel, nouns: [rebel]}
kinds:
  armed: [MIL, REB]
"""

SYNSETS = """
attack: [attack, assault, air strike]
talks: [talk, negotiation, <summit>]
summit: [summit]
home: [home, house]
problem: [problem, poverty, corruption]
warplane: [warplane, jet]
attribute: [back]
aid: [aid, relief]
"""

VERBS = """
- code: "190"
  patterns:
    - SOURCE attack TARGET
    - SOURCE's <attack> (on|against TARGET)
    - SOURCE open fire (on TARGET)
- code: "190"
  mutual: true
  patterns: [SOURCE clash with TARGET]
- code: "145"
  patterns: [SOURCE:protester clash with TARGET:police]
- code: "195"
  patterns: ["SOURCE's <warplane> attack TARGET"]
- code: none
  patterns: [SOURCE attack <problem>]
- code: "173"
  patterns: [SOURCE arrest TARGET]
- code: "042"
  reverse: "043"
  patterns: [SOURCE visit TARGET]
- code: "046"
  mutual: true
  patterns:
    - SOURCE hold <talks> with TARGET
    - SOURCE and TARGET hold <talks>
    - <talks> between SOURCE and TARGET
    - SOURCE negotiate (with TARGET)
- code: "045"
  events: [THIRD 045 SOURCE, THIRD 045 TARGET]
  patterns: [THIRD host <talks> between SOURCE and TARGET]
- code: "073"
  patterns:
    - SOURCE give <aid> to TARGET
    - SOURCE send <aid> to TARGET
    - SOURCE's <aid> (to TARGET)
- code: "175"
  patterns: [SOURCE crack down on TARGET]
- code: "1712"
  patterns: ["SOURCE destroy TARGET's <home>"]
- code: "1724"
  patterns: [SOURCE impose martial law on TARGET]
- code: "057"
  mutual: true
  patterns: [SOURCE sign treaty with TARGET]
- code: "0841"
  patterns: [SOURCE release TARGET]
- code: "112"
  patterns: [SOURCE summon TARGET]
- code: "190"
  patterns: [SOURCE kill TARGET]
- code: "111"
  patterns: [SOURCE condemn|back TARGET]
- code: "112"
  patterns: [SOURCE be irked.v by TARGET]
- code: "040"
  mutual: true
  patterns: [SOURCE meet TARGET, SOURCE meet with TARGET]
"""

COMPOSITION = """
- class: carry_out
  codes: same
  patterns: [SOURCE launch|mount EVENT, SOURCE continue to EVENT]
- class: undergo
  codes: same
  patterns: [TARGET come under EVENT]
- class: appeal
  default: "020"
  target: [addressed, inner source, inner target]
  codes: {"04": "026", "0841": "0253", "19": "020", "08": "0251"}
  inner_negated: appeal_not
  patterns: [SOURCE urge TARGET to EVENT, SOURCE call on TARGET to EVENT, SOURCE call for EVENT]
- class: appeal_not
  default: "020"
  target: [addressed, inner source, inner target]
  codes: {"19": "0256"}
- class: intend
  default: "030"
  codes: {"04": "036", "073": "0333", "0841": "0353"}
  negated: refuse
  patterns: [SOURCE agree|promise to EVENT, SOURCE promise EVENT, SOURCE offer TARGET EVENT]
- class: refuse
  default: "120"
  codes: {"04": "125", "073": "1223", "0841": "1243", "026": "125"}
  patterns: [SOURCE refuse to EVENT, SOURCE reject EVENT]
- class: threaten
  default: "130"
  codes: {"19": "1384"}
  patterns: [SOURCE threaten to EVENT, SOURCE threaten TARGET with EVENT]
- class: accuse
  default: "112"
  inner: coded
  target: [addressed, inner source]
  codes: {"19": "1123"}
  patterns: [SOURCE accuse TARGET of EVENT]
- class: plan
  like: intend
  codes: {"0841": "0256"}
  patterns: [SOURCE plan to EVENT]
- class: ordain
  like: refuse
  subjunctive: true
  patterns: [SOURCE insist EVENT]
- class: halt
  codes: {"07": "1621"}
  patterns: ["SOURCE halt EVENT:07"]
"""

FILES = {
    "ontology.yaml": ONTOLOGY,
    "actors/a.yaml": ACTORS,
    "agents.yaml": AGENTS,
    "synsets.yaml": SYNSETS,
    "verbs/a.yaml": VERBS,
    "composition.yaml": COMPOSITION,
}

CASES = {
    "active": """
        Norway attacked Sweden. | NOR 190 SWE
        The Norwegian army attacked Swedish rebels near a town. | NORMIL 190 SWEREB
        Norway has been attacking Sweden for years. | NOR 190 SWE
        On Monday, without warning, Norway attacked Sweden. | NOR 190 SWE
    """,
    "passive": """
        Sweden was attacked by Norway. | NOR 190 SWE
        Sweden has been attacked by the Norwegian army. | NORMIL 190 SWE
        Swedish rebels were arrested by Danish police on Monday. | DNKCOP 173 SWEREB
        Sweden was attacked near Norway. |
        The Swedes were given aid by Norway. | NOR 073 SWE
    """,
    "relative clause": """
        Norway, which attacked Sweden, visited Denmark. | NOR 190 SWE, NOR 042 DNK, DNK 043 NOR
        Denmark visited Norway, which attacked Sweden. | DNK 042 NOR, NOR 043 DNK, NOR 190 SWE
        The soldiers who attacked Sweden on Monday have visited Denmark. | ---MIL 190 SWE, ---MIL 042 DNK, DNK 043 ---MIL
        The rebels whom Norway attacked visited Denmark. | NOR 190 ---REB, ---REB 042 DNK, DNK 043 ---REB
        The rebels that were attacked by Norway visited Denmark. | NOR 190 ---REB, ---REB 042 DNK, DNK 043 ---REB
    """,
    "participial clause": """
        Denmark condemned the Norwegian soldiers attacking Sweden. | NORMIL 190 SWE, DNK 111 NORMIL
        The Norwegian soldiers attacking Sweden were condemned by Denmark. | NORMIL 190 SWE, DNK 111 NORMIL
        Denmark visited the rebels attacked by Norway. | DNK 042 ---REB, ---REB 043 DNK, NOR 190 ---REB
        Norway visited Denmark after attacking Sweden. | NOR 042 DNK, DNK 043 NOR, NOR 190 SWE
        Condemned by Denmark, Norway attacked Sweden. | DNK 111 NOR, NOR 190 SWE
        Norway attacked Sweden, condemning Denmark. | NOR 190 SWE, NOR 111 DNK
    """,
    "control and raising": """
        Norway tried to attack Sweden. | NOR 190 SWE
        Norway was expected to attack Sweden. | NOR 190 SWE
        Norway seems to have attacked Sweden. | NOR 190 SWE
        Denmark forced Norway to attack Sweden. | NOR 190 SWE
        Norway sent soldiers to attack Sweden. | NOR 190 SWE
        Denmark persuaded Norway to release Sweden. | NOR 0841 SWE
        Denmark visited Norway to condemn Sweden. | DNK 042 NOR, NOR 043 DNK, DNK 111 SWE
    """,
    "shared subject": """
        Norway attacked Sweden and visited Denmark. | NOR 190 SWE, NOR 042 DNK, DNK 043 NOR
        Norway attacked Sweden but was condemned by Denmark. | NOR 190 SWE, DNK 111 NOR
        Norway attacked and condemned Sweden. | NOR 190 SWE, NOR 111 SWE
        Norway attacked Sweden, condemned Denmark and arrested a Finn. | NOR 190 SWE, NOR 111 DNK, NOR 173 FIN
        Norway attacked Sweden, and Denmark visited Finland. | NOR 190 SWE, DNK 042 FIN, FIN 043 DNK
    """,
    "conjunction, one row a dyad": """
        Norway and Denmark attacked Sweden. | NOR 190 SWE, DNK 190 SWE
        Norway attacked Sweden and Finland. | NOR 190 SWE, NOR 190 FIN
        Norway and Denmark attacked Sweden and Finland. | NOR 190 SWE, NOR 190 FIN, DNK 190 SWE, DNK 190 FIN
        Norway, Denmark and Iceland attacked Sweden. | NOR 190 SWE, DNK 190 SWE, ISL 190 SWE
        Sweden and Finland were attacked by Norway. | NOR 190 SWE, NOR 190 FIN
        Norwegian and Danish soldiers attacked Sweden. | NORMIL 190 SWE, DNKMIL 190 SWE
        Norway attacked both Sweden and Finland. | NOR 190 SWE, NOR 190 FIN
    """,
    "apposition": """
        Norway, a kingdom, attacked Sweden. | NOR 190 SWE
        The minister, Olav Hansen, condemned Sweden. | NORGOV 111 SWE
        Olav Hansen, Norway's foreign minister, condemned Sweden. | NORGOV 111 SWE
        Lars Holm, a Danish minister, condemned Sweden. | DNKGOV 111 SWE
        Sweden condemned Lars Holm, a Danish minister. | SWE 111 DNKGOV
    """,
    "possessive": """
        Norway's army attacked Sweden. | NORMIL 190 SWE
        Norway attacked Sweden's rebels. | NOR 190 SWEREB
        Norway destroyed Sweden's homes. | NOR 1712 SWE
        Norway destroyed Swedish houses. | NOR 1712 SWE
        Norway destroyed the homes of the Swedes. | NOR 1712 SWE
        Norway destroyed a bridge. |
        Norwegian warplanes attacked Sweden. | NOR 195 SWE
        Norway's jets attacked Sweden. | NOR 195 SWE
    """,
    "nominalisation": """
        Norway's attack on Sweden worried Denmark. | NOR 190 SWE
        The Norwegian attack on Sweden worried Denmark. | NOR 190 SWE
        The attack by Norway on Sweden worried Denmark. | NOR 190 SWE
        The attack on Sweden by Norway worried Denmark. | NOR 190 SWE
        Norwegian-led air strikes on Sweden worried Denmark. | NOR 190 SWE
        An air strike by Norwegian forces against Swedish rebels worried Denmark. | NORMIL 190 SWEREB
        The rocket attack by Norwegian rebels on a Swedish base worried Denmark. | NORREB 190 SWE
        The attack on a village in Sweden by Norwegian rebels worried Denmark. | NORREB 190 SWE
        Denmark condemned the attack by Norway on Sweden. | NOR 190 SWE, DNK 111 NOR
    """,
    "light verb": """
        Norway launched an attack on Sweden. | NOR 190 SWE
        Norway mounted an assault against Sweden. | NOR 190 SWE
        An attack on Sweden was launched by Norway. | NOR 190 SWE
        Sweden came under attack by Norway. | NOR 190 SWE
        Norway continued to attack Sweden. | NOR 190 SWE
        Norway launched a website. |
    """,
    "particle and fixed words": """
        Norway cracked down on protesters. | NOR 175 NOROPP
        Norway imposed martial law on Sweden. | NOR 1724 SWE
        Norway imposed a tax on Sweden. |
        Soldiers opened fire on the protesters. | ---MIL 190 ---OPP
        Norwegian soldiers opened fire. | NORMIL 190 ---
    """,
    "dative shift": """
        Norway gave aid to Sweden. | NOR 073 SWE
        Norway gave the Swedes some relief. | NOR 073 SWE
        Sweden was given aid by Norway. | NOR 073 SWE
        Aid was given to Sweden by Norway. | NOR 073 SWE
    """,
    "mutual, both ways": """
        Norway met Sweden. | NOR 040 SWE, SWE 040 NOR
        Norway held talks with Sweden. | NOR 046 SWE, SWE 046 NOR
        Norway and Sweden held talks. | NOR 046 SWE, SWE 046 NOR
        Denmark welcomed the talks between Norway and Sweden. | NOR 046 SWE, SWE 046 NOR
        Talks between Norway and Sweden began on Monday. | NOR 046 SWE, SWE 046 NOR
        Norway negotiated with Sweden. | NOR 046 SWE, SWE 046 NOR
        Norway and Sweden negotiated. | NOR 046 SWE, SWE 046 NOR
        Norway and Sweden met. | NOR 040 SWE, SWE 040 NOR
        Norway, Sweden and Denmark negotiated. | NOR 046 SWE, SWE 046 NOR, NOR 046 DNK, DNK 046 NOR, SWE 046 DNK, DNK 046 SWE
        Talks on fish were held in a town. |
        Norway signed a treaty with Sweden and Denmark. | NOR 057 SWE, SWE 057 NOR, NOR 057 DNK, DNK 057 NOR
    """,
    "reverse": """
        Norway visited Sweden. | NOR 042 SWE, SWE 043 NOR
        Sweden was visited by the Norwegian minister. | NORGOV 042 SWE, SWE 043 NORGOV
    """,
    "a third party": """
        Norway hosted talks between Sweden and Denmark. | NOR 045 SWE, NOR 045 DNK
        Talks between Sweden and Denmark were hosted by Norway. | NOR 045 SWE, NOR 045 DNK
    """,
    "composition: codes": """
        Norway agreed to visit Sweden. | NOR 036 SWE
        Norway promised to give aid to Sweden. | NOR 0333 SWE
        Norway promised aid to Sweden. | NOR 0333 SWE
        Norway offered the Swedes some relief. | NOR 0333 SWE
        Norway refused to negotiate with Sweden. | NOR 125 SWE
        Norway refused to release a Swede. | NOR 1243 SWE
        Norway threatened to attack Sweden. | NOR 1384 SWE
        Norway threatened Sweden with attack. | NOR 1384 SWE
        Norway halted aid to Sweden. | NOR 1621 SWE
        Norway agreed to condemn Sweden. | NOR 030 SWE
    """,
    "composition: target addressed": """
        Denmark urged Norway to release Sweden. | DNK 0253 NOR
        Denmark called on Norway to negotiate with Sweden. | DNK 026 NOR
        Norway was urged by Denmark to release a Swede. | DNK 0253 NOR
    """,
    "composition: target inner source": """
        Denmark called for talks between Norway and Sweden. | DNK 026 NOR, DNK 026 SWE
    """,
    "composition: inner coded": """
        Denmark accused Norway of attacking Sweden. | DNK 1123 NOR, NOR 190 SWE
        Denmark accused Norway of an attack on Sweden. | DNK 1123 NOR, NOR 190 SWE
    """,
    "composition: negated": """
        Norway did not agree to visit Sweden. | NOR 125 SWE
        Norway has never agreed to release a Swede. | NOR 1243 SWE
        Denmark urged Norway not to attack Sweden. | DNK 0256 NOR
    """,
    "composition: nested": """
        Norway rejected calls for talks with Sweden. | NOR 125 SWE ! a governor as noun: no pattern here
        Norway refused to continue to attack Sweden. | NOR 120 SWE
        Norway promised to launch an attack on Sweden. | NOR 030 SWE
    """,
    "composition: codes of another class, and its own": """
        Norway planned to meet Sweden. | NOR 036 SWE
        Norway planned to release Swedish rebels. | NOR 0256 SWEREB
        Norway planned to win. |
    """,
    "composition: subjunctive": """
        Norway insisted that Sweden release the rebels. | NOR 1243 ---REB
        Norway insisted that Sweden released the rebels. | SWE 0841 ---REB
    """,
    "passive predicate": """
        Norway was irked by Sweden. | NOR 112 SWE
        Norway irked Sweden. |
    """,
    "a verb read as a noun": """
        Norway demanded that Sweden back down. |
        Norway promised to exchange rebels with Sweden. | NOR 030 SWE
    """,
    "EVENT with a code": """
        Norway halted relief to Sweden. | NOR 1621 SWE
        Norway halted an attack on Sweden. |
        Norway halted a train. |
    """,
    "kinds": """
        Protesters clashed with police. | ---OPP 145 ---COP
        Norwegian protesters clashed with Swedish police officers. | NOROPP 145 SWECOP
        Norwegian soldiers clashed with Swedish rebels. | NORMIL 190 SWEREB, SWEREB 190 NORMIL
        Norwegian police clashed with Swedish protesters. | NORCOP 190 SWEOPP, SWEOPP 190 NORCOP
    """,
    "none blocks": """
        Norway attacked poverty. |
        Norway attacked corruption in Sweden. |
        Norway attacked Sweden over corruption. | NOR 190 SWE
    """,
    "no actor, no row": """
        The storm attacked the town. |
        A bear attacked a tent. |
        Norway attacked a tent. | NOR 190 ---
        Norway attacked Norway. | NOR 190 NOR
    """,
    "clause in front": """
        If Norway attacks Sweden, Denmark will visit Finland. | NOR 190 SWE, DNK 042 FIN, FIN 043 DNK
        After attacking Sweden, Norway visited Denmark. | NOR 190 SWE, NOR 042 DNK, DNK 043 NOR
        When Norway attacked Sweden and Finland, Denmark condemned Norway. | NOR 190 SWE, NOR 190 FIN, DNK 111 NOR
    """,
    "cleft": """
        It was Norway that attacked Sweden. | NOR 190 SWE
        It was the Norwegian army who attacked Sweden. | NORMIL 190 SWE
    """,
    "attribute": """
        Rebels backed by Norway attacked Sweden. | ---REB 190 SWE
        Denmark condemned the rebels backed by Norway. | DNK 111 ---REB
        The rebels were backed by Norway. | NOR 111 ---REB
    """,
    "what an attack comes to": """
        Norway attacked Sweden, killing ten people. | NOR 190 SWE
        Norway attacked Sweden, killing ten Danish soldiers. | NOR 190 DNKMIL, NOR 190 SWE
        The Norwegian attack killed ten Swedes. | NOR 190 SWE
    """,
    "purpose": """
        Norway visited Sweden to condemn the attack. | NOR 042 SWE, SWE 043 NOR
        Norway summoned Sweden to condemn Denmark. | NOR 111 DNK, NOR 112 SWE
    """,
    "not the word meant": """
        Norway suffered a heart attack. |
        Norway, an attack dog, sleeps. |
        Attack is the best defence, Norway believes. |
    """,
}


@pytest.fixture(scope="session")
def make(tmp_path_factory, parser):
    """Make a coder from the files above, some of them replaced."""

    def build(**changed: str) -> Coder:
        files = FILES | {
            next(f for f in FILES if name in f): text for name, text in changed.items()
        }
        folder = write(tmp_path_factory.mktemp("codebook"), files)
        return Coder(load_codebook([folder]), parser)

    return build


@pytest.fixture(scope="session")
def tiny(make) -> Coder:
    return make()


def rows_of(coder: Coder, text: str) -> list[str]:
    coded = coder.code_article(Article("a", DAY, text))
    return [
        f"{(e.source and e.source.code) or '---'} {e.code} {(e.target and e.target.code) or '---'}"
        for e in coded.events
    ]


def cases():
    for kind, table in CASES.items():
        for line in table.strip().splitlines():
            text, _, rest = (part.strip() for part in line.partition("|"))
            rows, _, cause = (part.strip() for part in rest.partition("!"))
            expected = sorted(row.strip() for row in rows.split(",") if row.strip())
            marks = [pytest.mark.xfail(reason=cause, strict=True)] if cause else []
            yield pytest.param(text, expected, id=f"{kind}: {text}", marks=marks)


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_grammar(tiny, text, expected):
    assert sorted(rows_of(tiny, text)) == expected


# --- who becomes the target -------------------------------------------------------------------

TARGETS = [
    ("[addressed, inner source, inner target]", "NOR 020 SWE"),
    ("[inner target, addressed]", "NOR 020 DNK"),
    ("[inner source]", "NOR 020 SWE"),
    ("[addressed]", "NOR 020 SWE"),
]


@pytest.mark.parametrize(("order", "row"), TARGETS)
def test_each_order_of_targets(make, order, row):
    entry = (
        f'- class: appeal\n  default: "020"\n  target: {order}\n'
        "  patterns: [SOURCE urge TARGET to EVENT]\n"
    )
    coder = make(composition=entry)
    assert rows_of(coder, "Norway urged Sweden to attack Denmark.") == [row]


def test_an_option_that_finds_nobody_is_passed_over(make):
    entry = (
        '- class: threaten\n  default: "130"\n  target: [addressed, inner target]\n'
        "  patterns: [SOURCE threaten to EVENT]\n"
    )
    coder = make(composition=entry)
    assert rows_of(coder, "Norway threatened to attack Denmark.") == ["NOR 130 DNK"]


# --- which pattern wins -----------------------------------------------------------------------

RANKS = [
    (
        "more words of its own",
        ["SOURCE attack TARGET", "SOURCE attack TARGET's <home>"],
        "Norway attacked Swedish homes.",
        1,
    ),
    (
        "a constrained slot",
        ["SOURCE attack TARGET", "SOURCE:armed attack TARGET"],
        "The Norwegian army attacked Sweden.",
        1,
    ),
    (
        "the constraint does not hold",
        ["SOURCE attack TARGET", "SOURCE:armed attack TARGET"],
        "Norway attacked Sweden.",
        0,
    ),
    (
        "more slots filled",
        ["SOURCE attack", "SOURCE attack TARGET"],
        "Norway attacked Sweden.",
        1,
    ),
    (
        "the one that comes first",
        ["SOURCE attack TARGET", "SOURCE attack|bomb TARGET"],
        "Norway attacked Sweden.",
        0,
    ),
    (
        "an optional part that is there",
        ["SOURCE attack TARGET", "SOURCE attack TARGET (with <warplane>)"],
        "Norway attacked Sweden with jets.",
        1,
    ),
    (
        "an optional part that is not there",
        ["SOURCE attack TARGET (with <warplane>)"],
        "Norway attacked Sweden.",
        0,
    ),
    (
        "a kind of any actor in a codebook",
        ["SOURCE attack TARGET", "SOURCE:country attack TARGET:country"],
        "Norway attacked Sweden.",
        1,
    ),
    (
        "a noun of a synset as kind",
        ["SOURCE attack TARGET", "SOURCE attack TARGET:home"],
        "Norway attacked a house.",
        1,
    ),
]
RANKED = ["190", "195"]


@pytest.mark.parametrize(
    ("patterns", "text", "winner"), [r[1:] for r in RANKS], ids=[r[0] for r in RANKS]
)
def test_the_most_specific_pattern_wins(make, patterns, text, winner):
    verbs = "".join(
        f'- code: "{code}"\n  patterns: ["{pattern}"]\n'
        for code, pattern in zip(RANKED, patterns, strict=False)
    )
    rows = rows_of(make(verbs=verbs), text)
    assert [row.split()[1] for row in rows] == [RANKED[winner]]


def test_the_words_of_a_longer_pattern_make_no_event_of_their_own(make):
    verbs = (
        '- code: "046"\n  patterns: [SOURCE hold <talks> with TARGET]\n'
        '- code: "040"\n  patterns: ["SOURCE\'s <talks> with TARGET"]\n'
    )
    assert rows_of(make(verbs=verbs), "Norway held talks with Sweden.") == ["NOR 046 SWE"]


# --- parts of speech and further rows -----------------------------------------------------------


def test_a_part_of_speech_is_kept(make):
    coder = make(verbs='- code: "190"\n  patterns: ["SOURCE\'s strike.n on TARGET"]\n')
    assert rows_of(coder, "Norway's strike on Sweden was condemned.") == ["NOR 190 SWE"]
    assert rows_of(coder, "Norway will strike on Sweden's day.") == []


WORDS_OF_THE_PATTERN = [
    ("SOURCE set TARGET free.a", "Norway set free Swedish troops.", ["NOR 190 SWEMIL"]),
    ("SOURCE reduce TARGET military", "Norway reduced military Swedish troops.", []),
    ("SOURCE's home reach.v TARGET", "Homes from Norway reached Sweden.", ["NOR 190 SWE"]),
    ("SOURCE pay home to TARGET", "Norway pays a home and a village to Sweden.", ["NOR 190 SWE"]),
    ("SOURCE pay home to TARGET", "Norway pays two tonnes of homes to Sweden.", ["NOR 190 SWE"]),
    ("SOURCE pay home to TARGET", "Norway pays the owner of homes to Sweden.", []),
    ("TARGET's home please.v SOURCE", "Homes from Sweden pleased Norway.", []),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "text", "rows"), WORDS_OF_THE_PATTERN)
def test_what_is_said_of_things_and_whose_they_are(make, pattern, text, rows):
    coder = make(verbs=f'- code: "190"\n  patterns: ["{pattern}"]\n')
    assert rows_of(coder, text) == rows


TOGETHER = [
    ("Norway and Sweden will meet.", ["NOR 036 SWE", "SWE 036 NOR"]),
    ("Norway and Sweden will meet Denmark.", ["NOR 036 DNK", "SWE 036 DNK"]),
    ("Norway and Sweden will leave.", ["NOR 036 ---", "SWE 036 ---"]),
]


@pytest.mark.parametrize(("text", "rows"), TOGETHER)
def test_two_who_will_do_something_mutual_do_it_with_each_other(make, text, rows):
    verbs = (
        '- code: "190"\n  mutual: true\n  patterns: [SOURCE meet TARGET]\n'
        '- code: "195"\n  patterns: [SOURCE leave]\n'
    )
    entry = '- class: will\n  codes: {"19": "036"}\n  patterns: ["SOURCE will EVENT"]\n'
    assert sorted(rows_of(make(verbs=verbs, composition=entry), text)) == sorted(rows)


def test_an_entry_carries_mode_and_contexts_into_the_event(make):
    verbs = (
        '- code: "190"\n  mode: aerial\n  contexts: [military]\n  patterns: [SOURCE bomb TARGET]\n'
    )
    coded = make(verbs=verbs).code_article(Article("a", DAY, "Norway bombed Sweden."))
    (event,) = coded.events
    assert (event.mode, event.contexts) == ("aerial", ("military",))
    assert event.pattern == "verbs/a.yaml:4"


def test_composed_events_name_both_lines(tiny):
    (event,) = tiny.code_article(Article("a", DAY, "Norway agreed to visit Sweden.")).events
    first, second = event.pattern.split("+")
    assert (first.split(":")[0], second.split(":")[0]) == ("composition.yaml", "verbs/a.yaml")
    assert event.action_text == "agreed to visit"


STATUSES = [
    ("Norway attacked Sweden.", "actual"),
    ("Norway did not attack Sweden.", "negated"),
    ("Norway never attacked Sweden.", "negated"),
    ("No Norwegian soldier attacked Sweden.", "negated"),
    ("Norway was expected to attack Sweden.", "future"),
    ("Norway is scheduled to attack Sweden.", "future"),
    ("Norway may attack Sweden.", "hypothetical"),
    ("Norway might have attacked Sweden.", "hypothetical"),
    ("If Norway attacked Sweden, the fish would die.", "hypothetical"),
    ("Norway attacked Sweden in 1998.", "historical"),
    ("Norway attacked Sweden on Monday.", "actual"),
    ("Norway did not attack Sweden in 1998.", "negated"),
    ("Norway may not attack Sweden.", "negated"),
    ("Norway denied that it would attack Sweden.", "hypothetical"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status(tiny, text, status):
    coded = tiny.code_article(Article("a", DAY, text))
    assert [(e.code, e.status) for e in coded.events] == [("190", status)]


# --- the ledger -------------------------------------------------------------------------------

OUTCOMES = [
    ("Norway attacked Sweden.", "coded"),
    ("Norway sleeps.", "no trigger"),
    ("Norway attacked poverty.", "blocked"),
    ("A bear attacked a tent.", "no actor in a codebook"),
    ("Norway's law was passed in Sweden.", "no trigger"),
    ("Norway held a party.", "no pattern"),
]


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_what_became_of_a_sentence(tiny, text, outcome):
    (line,) = tiny.code_article(Article("a", DAY, text)).ledger
    assert line.outcome == outcome


# --- properties ---------------------------------------------------------------------------------

WORDS = """Norway Sweden Denmark Norwegian Swedish Olav Hansen army police protesters rebels minister
    the a of on with by to and or that which who not never no attacked attack attacks attacking
    talks held hold agreed refused urged threatened accused visit visited launched halted aid home
    will would was were been be is has if , . ; : " ' ( ) -- – — “ ” ’ 's ! ? 3 1998 Monday $ % é ß
    中 🙂 \u200b \u00a0 \t \n U.S. Mr. A. ... —Norway ’s""".split(" ")
WORDS = [w for w in " ".join(WORDS).split() if w] + ["\n", "\n\n", "\u00a0", "\t", ""]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
SENTENCES = [
    "Norway attacked Sweden.",
    "Swedish rebels were arrested by Danish police on Monday.",
    "Norway and Sweden held talks.",
    "Denmark urged Norway not to attack Sweden.",
    "Finland, which was attacked by Norway, condemned Denmark.",
    "A bear attacked a tent.",
    "The weather was fine.",
    "Norway agreed to give aid to Iceland but refused to release a Swede.",
    "Norwegian protesters clashed with Swedish police officers.",
]
QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check_spans(text: str, coded) -> None:
    for event in coded.events:
        assert text[event.action_start : event.action_end] == event.action_text
        assert event.sentence.text == text[event.sentence.start : event.sentence.end]
        for side in (event.source, event.target):
            if side is not None:
                assert text[side.start : side.end] == side.text
                assert event.sentence.start <= side.start < side.end <= event.sentence.end
    for line in coded.ledger:
        assert text[line.sentence.start : line.sentence.end] == line.sentence.text
        for candidate in line.candidates:
            assert text[candidate.start : candidate.end].strip()


@QUICK
@given(TEXTS)
def test_any_text_is_coded_and_every_span_slices(tiny, text):
    check_spans(text, tiny.code_article(Article("a", DAY, text)))


@QUICK
@given(st.text(max_size=80))
def test_any_characters_are_coded(tiny, text):
    check_spans(text, tiny.code_article(Article("a", DAY, text)))


@QUICK
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_a_sentence_is_coded_the_same_alone_and_among_others(tiny, sentences, glue):
    together = rows_of(tiny, glue.join(sentences))
    alone = [row for sentence in sentences for row in rows_of(tiny, sentence)]
    assert together == alone


@QUICK
@given(st.sampled_from(SENTENCES), st.integers(0, 30), st.integers(0, 30))
def test_offsets_move_with_the_text(tiny, sentence, before, after):
    text = "\n" * before + sentence + " " * after
    plain = tiny.code_article(Article("a", DAY, sentence)).events
    moved = tiny.code_article(Article("a", DAY, text)).events
    assert [(e.action_start + before, e.code) for e in plain] == [
        (e.action_start, e.code) for e in moved
    ]


def entries(text: str) -> list[str]:
    """Cut a file of entries into its entries."""
    return ["- " + part for part in ("\n" + text.strip()).split("\n- ")[1:]]


SPLIT = entries(VERBS)


def shuffled(order: tuple[int, ...]) -> dict[str, str]:
    third = -(-len(SPLIT) // 3)
    parts = ["\n".join(SPLIT[i : i + third]) + "\n" for i in range(0, len(SPLIT), third)]
    return {f"verbs/{name}.yaml": parts[i] for name, i in zip("abc", order, strict=True)}


def test_the_order_of_files_does_not_matter(tmp_path, parser, tiny):
    """Where no two patterns tie, the same entries in other files give the same events."""
    text = " ".join(SENTENCES)
    expected = rows_of(tiny, text)
    assert len(expected) >= 8
    for number, order in enumerate(permutations(range(3))):
        folder = write(tmp_path / str(number), FILES | shuffled(order))
        assert sorted(rows_of(Coder(load_codebook([folder]), parser), text)) == sorted(expected)


def test_the_same_coder_gives_the_same_rows_twice(tiny):
    article = Article("a", DAY, " ".join(SENTENCES))
    first, second = tiny.code_article(article), tiny.code_article(article)
    assert first.events == second.events
    assert [e.event_id for e in first.events] == [e.event_id for e in second.events]
    assert len({e.event_id for e in first.events}) >= len(SENTENCES) - 2
