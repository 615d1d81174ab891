"""Long sentences that the parser misreads, and that are mended before they are coded."""

import pytest

CASES = {
    "a participle between commas leaves the subject to the verb": {
        "Norway, speaking at a summit in Oslo, condemned the attack on Kenya.": ["NOR 111 ---"],
        "Israel, speaking at a news conference on Tuesday, returned the bodies to Lebanon.": [
            "ISR 084 LBN"
        ],
    },
    "a noun of action is no verb": {
        "U.S. military airstrikes this month have killed dozens of Iraqi soldiers.": [
            "USAMIL 195 IRQMIL"
        ],
        "Shelling by Russian forces of the Ukrainian city of Kharkiv went on.": ["RUSMIL 194 UKR"],
        "Fighting erupted on Thursday between the Armenian army and the Azeri army.": [
            "ARMMIL 190 AZEMIL", "AZEMIL 190 ARMMIL",
        ],
        "Nine rebels were killed in fighting with Congolese troops.": [
            "---REB 190 CODMIL", "CODMIL 190 ---REB",
        ],
    },
    "a participle with a subject of its own is the verb": {
        "A court in Minsk sentenced opposition leader Ivan Petrov to 18 years in prison on Tuesday"
        " for organising mass unrest.": ["BLRJUD 173 BLROPP"],
        "Turkish police detained the editor and confiscated documents.": [
            "TURCOP 173 TURMED", "TURCOP 1711 ---",
        ],
    },
    "who is jailed has been sent to jail": {
        "A Bahraini activist was jailed for five years.": ["--- 173 BHROPP"],
    },
    "what is soaring soars by itself": {
        "Lebanese taxi drivers blocked main roads in Beirut over soaring petrol prices.": [
            "LBNLAB 1442 LBN"
        ],
    },
    "what is set ablaze is the thing": {
        "Iraqi protesters set the Iranian consulate ablaze on Friday.": ["IRQOPP 145 IRNGOV"],
    },
    "in front of is a preposition": {
        "Iraqi protesters gathered in front of the Swedish embassy.": ["IRQOPP 141 SWEGOV"],
    },
    "who is called something is not the one he attacked": {
        "Iran condemned what it called Israel's aggression against Lebanon.": ["IRN 1123 ISR"],
    },
    "a name and a number after it are apart": {
        "Chad on Tuesday handed over to Niger two soldiers suspected of plotting a coup against the"
        " president, a spokesman for the government said.": ["TCD 0841 NER"],
        "Kenya on Monday handed over to Rwanda two soldiers, a spokesman said.": ["KEN 0841 RWA"],
    },
    "so does one without commas, and one of a thing between them": {
        "Boko Haram fighters riding on motorcycles stormed a village in Niger on Sunday.": [
            "NGAINSMOS 190 NER"
        ],
        "Iran, in a statement issued late on Monday, vowed to attack Israel.": ["IRN 1384 ISR"],
    },
    "a relative clause ends at its comma": {
        "Kenya, which has been at odds with its neighbours for years, called for talks with"
        " Somalia.": ["KEN 026 SOM"],
        "Jordan, which has been at odds with its neighbours for years, called for a political"
        " solution in Syria.": ["JOR 027 SYR"],
        "Iraq, which has been at odds with its neighbours for years, shared intelligence with"
        " Iran.": ["IRQ 064 IRN"],
    },
    "a clause with whose is no main clause": {
        "Croatia and Slovenia, whose dispute over the Bay of Piran dates back to the break-up of"
        " Yugoslavia, rejected on Tuesday a proposal by Italy.": ["HRV 120 ITA", "SVN 120 ITA"],
        "Kenya and Somalia, whose dispute over the coast dates back to the war, rejected on Friday"
        " an offer by Oman.": ["KEN 120 OMN", "SOM 120 OMN"],
    },
    "an aside leaves the subject to the verb": {
        "Uzbekistan, long at odds over water and borders, criticised Tajikistan, an official told"
        " reporters.": ["UZB 111 TJK"],
        "Kenya, long at odds over fishing and borders, praised Somalia, a minister told"
        " reporters.": ["KEN 051 SOM"],
    },
    "what says when is no subject": {
        "Hours before the deadline was due to run out, Chad and Sudan severed diplomatic ties.": [
            "TCD 161 SDN", "SDN 161 TCD",
        ],
        "Hours before the deadline was due to run out, the United States has armed the Syrian"
        " rebels.": ["USA 072 SYRREB"],
        "After weeks of shuttle diplomacy by Norway's special envoy, the Colombian government and"
        " rebels agreed late on Thursday to resume talks.": [
            "COLGOV 036 COLREB", "COLREB 036 COLGOV", "NORGOV 045 ---",
        ],
    },
    "a name before a verb that lacks a subject is its subject": {
        "Kuwait, in a statement issued late on Monday, demanded that Iraq release the prisoners.": [
            "KWT 1053 IRQ"
        ],
        "Ireland, in a statement issued late on Monday, withdrew its peacekeepers from Mali.": [
            "IRL 1661 MLI"
        ],
    },
    "who says it is no part of what is said": {
        "Turkey resumed flights with Armenia, a spokesman for the agency told reporters on"
        " Friday.": ["TUR 061 ARM", "ARM 061 TUR"],
        "Egypt dropped charges against Sudan, a spokesman for the agency told reporters on"
        " Friday.": ["EGY 081 SDN"],
        "Heavy clashes erupted between Yemeni troops and rebels, a spokesman told reporters on"
        " Friday.": ["YEMMIL 190 YEMREB", "YEMREB 190 YEMMIL"],
        "Russian-backed separatists handed over to Ukraine the remains of 14 soldiers killed around"
        " Donetsk airport, an official in Kiev said.": ["UKRSEP 084 UKR"],
    },
    "as begins a clause": {
        "Switzerland froze the assets of the Libyan leader as fears grew that the crisis could drag"
        " on.": ["CHE 163 LBYGOV"],
        "Sweden seized the assets of the Iranian president as fears grew that the crisis could"
        " last.": ["SWE 163 IRNGOV"],
    },
    "what and has closed is no longer listed": {
        "Japan and Australia, close allies of the United States, condemned North Korea.": [
            "JPN 111 PRK", "AUS 111 PRK",
        ],
        "Kenya and Uganda, close friends of Russia, praised Sudan.": ["KEN 051 SDN", "UGA 051 SDN"],
        "Greece and Cyprus, both members of the European Union, condemned Turkey.": [
            "GRC 111 TUR", "CYP 111 TUR",
        ],
    },
    "what helps somebody is not joined with him": {
        "Supported by Russian jets, Syrian soldiers and Lebanese fighters on Sunday captured the"
        " town of Palmyra.": [
            "RUSMIL 051 SYRMIL", "RUSMIL 051 LBNUAF", "SYRMIL 192 SYR", "LBNUAF 192 SYR",
        ],
        "Helped by French troops, Malian soldiers on Monday attacked rebels in the north.": [
            "FRAMIL 070 MLIMIL", "MLIMIL 190 ---REB",
        ],
    },
    "a participle after an object tells of it": {
        "Ghana's army on Tuesday handed over to Togo two officers suspected of plotting a coup, a"
        " spokesman said.": ["GHAMIL 0841 TGO"],
        "Uganda on Monday handed over to Rwanda two men suspected of fraud, an official said.": [
            "UGA 0841 RWA"
        ],
    },
    "a deed has its object beside its doer": {
        "Iran condemned the killing by the United States of a Syrian general.": [
            "USA 190 SYRMIL", "IRN 111 USA",
        ],
        "Iraq condemned the abduction by Turkey of Ali Hassan, an Iranian general.": [
            "TUR 181 IRNMIL", "IRQ 111 TUR",
        ],
    },
    "an active verb has no agent": {
        "The United Nations condemned torture by Syria.": ["IGOUNO 111 SYR"],
        "The United Nations condemned murder by Syria.": ["IGOUNO 111 SYR"],
    },
    "a verb in the past is joined to its like": {
        "Kenya accused Somalia of shelling villages in the north, where the army is fighting"
        " rebels, and urged Ethiopia to withdraw.": [
            "KEN 1123 SOM", "KEN 0256 ETH", "SOM 194 ---", "---MIL 190 ---REB",
        ],
        "Norway accused Russia, which is arming rebels, and urged Sweden to help Ukraine.": [
            "NOR 023 SWE", "NOR 112 RUS",
        ],
    },
    "a participle that serves as preposition is no verb": {
        "Poland agreed with Germany, according to a statement seen by reporters.": [
            "POL 019 DEU", "DEU 019 POL",
        ],
        "Turkey cut ties with Sweden, according to a statement seen by reporters.": ["TUR 161 SWE"],
    },
    "a verb with a hyphen has the subject of its noun": {
        "While world leaders gathered in New York, North Korea test-fired two short-range missiles"
        " into the Sea of Japan.": ["PRK 150 INT"],
        "Iran test-fired a missile near Israel.": ["IRN 150 ISR"],
    },
    "a verb with a particle has an object": {
        "Nepal's Maoists called off on Sunday a general strike that had shut schools across the"
        " nation.": ["NPLREB 082 ---"],
        "Bolivian unions called off on Friday a general strike that had paralysed the country.": [
            "BOLLAB 082 ---"
        ],
    },
    "a reduced relative clause is no main clause": {
        "Three opposition activists accused of insulting the president were released on bail by a"
        " Tanzanian court on Friday.": ["TZAJUD 0841 TZAOPP", "TZAOPP 111 TZAGOV"],
        "Two opposition leaders accused of insulting the king were released on bail by a Thai court"
        " on Monday.": ["THAJUD 0841 THAOPP", "THAOPP 111 THAGOV"],
    },
    "what somebody decides to do is his": {
        "China protested a decision by Japan to sanction Iran.": ["CHN 1412 JPN", "JPN 163 IRN"],
        "Kenya criticised a decision by Uganda to sanction Sudan.": [
            "UGA 163 SDN", "KEN 111 UGA",
        ],
    },
    "a country that a noun after a comma describes stays itself": {
        "Belarus, a close ally of Russia, expelled two Polish diplomats.": ["BLR 161 POLGOV"],
        "Turkey praised Israel, a step that had long been expected.": ["TUR 051 ISR"],
        "The rebels, a close ally of Iran, bombed the town of Homs.": ["---REB 183 SYR"],
    },
    "a verb binds what follows it first": {
        "Ghana, in a statement issued late on Monday, demanded elections in Mali.": [
            "GHA 1041 MLI"
        ],
        "Kuwait, in a statement issued late on Monday, demanded a ceasefire in Yemen.": [
            "KWT 1056 YEM"
        ],
    },
    "who is to end attacks is asked": {
        "Norway, which borders Russia, demanded an end to the Russian attacks on Ukraine.": [
            "NOR 1056 RUS"
        ],
        "Egypt, a friend, demanded an end to the Israeli attacks on Lebanon.": ["EGY 1056 ISR"],
    },
    "to makes a verb of what follows": {
        "The Thai army, in a joint statement on Tuesday, threatened to close television"
        " stations.": ["THAMIL 1321 ---MED"],
        "Turkey, in a joint statement on Tuesday, threatened to close border crossings with"
        " Iraq.": ["TUR 1381 IRQ"],
    },
    "a name in capitals is no little word, but a stressed verb is": {
        "Turkey shelled IS positions on Sunday.": ["TUR 194 IMGMOSISI"],
        "Norwegian planes bombed IS in Syria.": ["NOR 195 IMGMOSISI"],
        "It IS true that Kenya bombed Uganda.": ["KEN 195 UGA"],
    },
    "a past form is no base form": {
        "Soldiers led by a colonel overthrew the government of Mali.": ["---MIL 190 MLIGOV"],
        "Taliban fighters overran a Polish base.": ["AFGINS 190 POL"],
    },
    "nobody is asked to help himself": {
        "Chad asked Niger to stand by it.": ["TCD 022 NER"],
    },
    "a hyphen joins two": {
        "Kenyan-Ugandan talks resumed on Monday.": ["KEN 046 UGA", "UGA 046 KEN"],
        "The Chad-Niger border talks ended on Monday.": ["NER 046 TCD", "TCD 046 NER"],
        "A U.S.-North Korea summit was held in Hanoi.": ["PRK 040 USA", "USA 040 PRK"],
        "The Chinese-Canadian businessman met the French president.": [
            "CANBUS 040 FRAGOV", "FRAGOV 040 CANBUS",
        ],
    },
    "who does it along with somebody does it, too": {
        "Chad, along with Niger and Mali, condemned Libya.": [
            "MLI 111 LBY", "NER 111 LBY", "TCD 111 LBY",
        ],
        "Norway, as well as Sweden, backed the bid of Ukraine.": ["NOR 051 UKR", "SWE 051 UKR"],
    },
    "what somebody tells of was done": {
        "Kenya announced that Uganda had held talks with Rwanda.": ["RWA 046 UGA", "UGA 046 RWA"],
        "Norway announced that it would hold talks with Sweden.": ["NOR 036 SWE"],
    },
    "due to is no preposition before a verb": {
        "The Kenyan president is due to travel to Uganda in April.": ["KENGOV 036 UGA"],
        "Kenya is due to receive the Ugandan president in April.": ["KEN 036 UGAGOV"],
    },
    "an aim is not reached yet": {
        "The Kenyan president visited Uganda in a bid to boost trade.": [
            "KENGOV 042 UGA", "UGA 043 KENGOV",
        ],
        "The Kenyan president travelled to Uganda to discuss the Rwandan threat.": [
            "KENGOV 042 UGA", "UGA 043 KENGOV",
        ],
    },
    "what is to be brought about is not done yet": {
        "France offered to help Mali arrest the rebels.": ["FRA 033 MLI"],
        "Iran threatened to help Iraq attack Israel.": ["IRN 130 IRQ"],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(sentence, rows) for cases in CASES.values() for sentence, rows in cases.items()],
)
def test_sentence_is_mended(rows, sentence, expected):
    assert sorted(rows(sentence)) == sorted(expected)
