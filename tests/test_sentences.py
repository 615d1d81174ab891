import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentences import dateline, split

SEED = Path(__file__).parents[1] / "seeds" / "000_2828a23e96756184.txt"

DATELINES = [
    ["GENEVA (Reuters) - The United Nations said that talks would resume.", "Syria agreed."],
    ["TRIPOLI, Libya (AP) — Fighters shelled the airport.", "Ten people died."],
    ["WASHINGTON, Jan. 5 (UPI) -- The U.S. Army said Lt. Gen. Brennan would visit.", "He did not."],
    ["(Reuters) - Russia said on Monday that it agreed.", "Ukraine denied it."],
    ["KYIV, Ukraine—Russian forces struck.", "Ukraine replied."],
]
ABBREVIATIONS = [
    ["U.S. Army Lt. Gen. John W. Brennan met Gov. Mills in Washington, D.C.", "They talked."],
    ["He met officials of the U.N. Security Council on Jan. 5.", "No. 5 was absent."],
    ["It ended at 10 a.m. Monday.", "Nobody spoke."],
    ["He arrived at 5:30 p.m. local time.", "At 6 p.m. Putin left."],
    ["Apple Inc. sued Samsung Co. Ltd. of South Korea.", "Samsung Inc. denied it."],
    ["The firm was bought by Acme Corp.", "Its shares fell."],
    ["Yahoo! Inc. hired her.", "She left."],
    ["Mr. Smith and Mrs. Jones met Dr. Who.", "Sen. Warren and Rep. Cortez (D-N.Y.) left."],
    ["Sen. Tom Cotton, R-Ark., spoke.", "Rep. Adam Schiff, D-Calif., replied."],
    ["Kim Jong Il met George H. W. Bush.", "J. Edgar Hoover did not."],
    ["Police fought protesters in St. Petersburg.", "Mt. Everest was closed."],
    ["Maj. Gen. Soleimani, Brig. Gen. Ali, Sgt. Bilko and Capt. Kirk met.", "Adm. Mullen left."],
    ["Atty. Gen. Eric Holder and Amb. Stevens met.", "Prof. Chomsky declined."],
    ["Gov. Jerry Brown (D., Calif.) visited Ft. Worth.", "Supt. Jones waited."],
    ["The militia seized Sabha, Ubari, etc.", "The army retreated."],
    ["The attack killed soldiers, i.e. men under arms, e.g. Malians.", "Others fled."],
    ["The resolution (No. 1701) passed.", "Res. 1701 was adopted."],
    ["Martin Luther King Jr. marched.", "He won."],
    ["The U.S.-led coalition struck.", "U.S.-backed forces advanced."],
    ["The E.U. and the U.K. signed.", "The U.K.'s minister said so."],
]
REAL_ENDS = [
    ["The treaty was signed by the U.S.", "The army said so."],
    ["He lives in Washington D.C.", "The capital is busy."],
    ["The meeting began at 5 p.m.", "Police arrested ten."],
    ["He was born to King Abdullah II.", "The king died."],
    ["Many died in World War II.", "Others fled."],
    ["Prices rose 3.5 percent to $2.50.", "Oil fell to $80.", "In 2010, it rose."],
    ["It was sent by Boko Haram.", "al-Shabaab denied it."],
    ["How do people look at art?", "Which works do they see?"],
    ["The rebels hold Homs and Idlib.[1]", "The army holds Damascus.[2][3]", "Talks failed."],
]
QUOTES = [
    ['"We will go." he said.', "They went."],
    ['"I won\'t," he said.', '"Never."'],
    ['"We will go."', "He said it twice."],
    ["“We will fight!” he said.", "“We will win.”", "The crowd cheered."],
    ["“Will you go?” asked Gen. Smith.", "Nobody answered."],
    ['He asked: "Who are you?"', 'She replied: "Nobody."', "They left."],
    ['Iran said: "We reject it.', 'We will not sign."', "The U.S. disagreed."],
    ["'We can't stop,' he said.", "'It's too late.'"],
    ["The soldiers' families protested.", "Police held the families' sons."],
]
OTHER_MARKS = [
    ["He waited ... and left.", "Then… nothing happened."],
    ["He waited...", "Then he left."],
    ["The talks failed (see page 5).", "Both sides left."],
    ["(The talks failed.)", "Both sides left."],
    ["The talks failed (so said one who was there, in a very long remark that went on "
     "and on and on).", "Both sides left."],
    ["The talks failed [according to Reuters.]", "Both sides left."],
    ["Turkey sent troops; Russia protested.", "Iran waited."],
    ["What?!", "No way.", "He left!!!"],
    ["Yes.", "I agreed."],
    ["Visit www.un.org for news.", "The U.N. did."],
    ["1. The army left.", "2. The rebels came."],
]  # fmt: skip


@pytest.mark.parametrize(
    "sentences", DATELINES + ABBREVIATIONS + REAL_ENDS + QUOTES + OTHER_MARKS, ids=" ".join
)
def test_news(sentences):
    assert [found.text for found in split(" ".join(sentences))] == sentences


@pytest.mark.xfail(strict=True, reason="the same letters could be a name in one sentence")
@pytest.mark.parametrize(
    "sentences",
    [
        ["The deal angers the U.S.", "President Putin said so."],
        ["The treaty was signed by the U.S.", "Russia refused."],
        ["He was flown to Dubai, U.A.E.", "Officials said so."],
    ],
    ids=" ".join,
)
def test_known_failures(sentences):
    assert [found.text for found in split(" ".join(sentences))] == sentences


class TestLines:
    def test_blank_lines_end_a_sentence(self):
        assert texts("The army\n \t\nleft the town") == ["The army", "left the town"]

    def test_a_paragraph_a_line(self):
        text = SEED.read_text(encoding="utf-8")
        assert texts(text) == text.splitlines()

    @pytest.mark.parametrize("width", [50, 65, 72, 80, 100])
    @pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
    def test_wrapped_lines_are_joined(self, width, between):
        text = SEED.read_text(encoding="utf-8")
        newline = between.replace("\n\n", "\n")
        paragraphs = [
            textwrap.fill(line, width, break_on_hyphens=False).replace("\n", newline)
            for line in text.splitlines()
        ]
        found = texts(between.join(paragraphs))
        assert [" ".join(sentence.split()) for sentence in found] == text.splitlines()

    def test_ragged_lines_are_joined(self):
        text = "Its Prime Minister left for\nMinas Tirith on Wednesday to meet the joint\nboard."
        assert texts(text) == [text]

    def test_headlines_stand_alone(self):
        body = "Rebels took the town of Sabha on Monday, said a spokesman for the army, " * 3
        assert texts(f"Rebels seize town\n{body}.") == ["Rebels seize town", f"{body}."]

    def test_list_items_stand_alone(self):
        assert texts("The two sides:\n- Iran\n- Iraq") == ["The two sides:", "- Iran", "- Iraq"]


class TestSpans:
    @given(
        st.lists(
            st.sampled_from(
                ["The army left", "U.S.", "Gen.", ".", "?", '"', "”", ")", "(", "…", " ", "\n"]
                + ["\r\n", "\n\n", "\u2028", "\xa0", "a", "5", "II.", "- ", ";", "p.m.", "--"]
            )
        ).map("".join)
        | st.text()
    )
    def test_hold_every_character_once(self, text):
        sentences = split(text)
        assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
        end = 0
        for sentence in sentences:
            assert sentence.text == text[sentence.start : sentence.end] != ""
            assert sentence.text == sentence.text.strip()
            assert text[end : sentence.start].strip() == ""
            end = sentence.end
        assert text[end:].strip() == ""

    def test_repeated_sentences(self):
        assert [found.start for found in split("He left. He left. He left.")] == [0, 9, 18]

    @pytest.mark.parametrize("text", ["", " \n\t ", "\u3000"])
    def test_nothing(self, text):
        assert split(text) == []

    @pytest.mark.parametrize("piece", ["a", ".", '"', "(a ", "[x. ", "A. ", "a-", "? ", "x\n", " "])
    def test_odd_texts_lose_nothing(self, piece):
        text = (piece * 50_000)[:50_000]
        kept = "".join(found.text for found in split(text))
        assert "".join(kept.split()) == "".join(text.split())

    def test_a_sentence_does_not_depend_on_other_paragraphs(self):
        text = SEED.read_text(encoding="utf-8")
        alone = [found.text for line in text.splitlines() for found in split(line)]
        assert texts(text) == alone


class TestDateline:
    @pytest.mark.parametrize(
        ("head", "place"),
        [
            ("TRIPOLI, Libya (AP) -- ", "TRIPOLI, Libya"),
            ("GENEVA (Reuters) - ", "GENEVA"),
            ("WASHINGTON, Jan. 5 (UPI) -- ", "WASHINGTON"),
            ("GENEVA, 5 January 2024 (IRIN) - ", "GENEVA"),
            ("AL-QAIM, Iraq, Nov. 3 -- ", "AL-QAIM, Iraq"),
            ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti"),
            ("N'DJAMENA (AFP) – ", "N'DJAMENA"),
            ("SÃO PAULO (AP) — ", "SÃO PAULO"),
            ("LONDON/PARIS (Reuters) - ", "LONDON/PARIS"),
            ("UNITED NATIONS, Sept 23 (Reuters) - ", "UNITED NATIONS"),
            ("WASHINGTON, D.C. (AP) - ", "WASHINGTON, D.C."),
            ("BEIJING -- ", "BEIJING"),
            ("KYIV, Ukraine—", "KYIV, Ukraine"),
            ("Kyiv (Reuters) - ", "Kyiv"),
            ("(Reuters) - ", ""),
        ],
    )
    def test_finds(self, head, place):
        assert dateline(f"{head}Russia struck.") == (len(head), place)

    @pytest.mark.parametrize(
        "text",
        [
            "NATO - which met - agreed.",
            "NATO — The alliance agreed.",
            "UPDATE 1 - Libya agreed.",
            "Ahmed Ali (Hamas) - a leader - agreed.",
            "U.S.-led forces - which left - fought.",
            "The army - the U.S. army - left.",
            "The United States, Britain and France - all members - agreed.",
            "Talks began.",
            "",
        ],
    )
    def test_leaves_alone(self, text):
        assert dateline(text) is None


def texts(text):
    return [found.text for found in split(text)]
