"""Small dictionaries in the formats of TABARI and PETRARCH, invented for the tests."""

ACTORS = """\
<!-- a comment
over two lines -->
FREEDONIA [FRD]  # a comment
+FREEDONIAN_
+LAND_OF_FREEDONIA
SYLVANIA [SYL] ; another comment
+SYLVANIAN
MARSHOVIA [MSH]
GRAND FENWICK [FEN]
OSTERLICH [OST]
TWIN_CITIES [FRD/SYL]
NOBODY_SPECIAL [---]
RUFUS_FIREFLY
\t[FRDOPP <19330101]
\t[FRDGOV 19330101-19361231]
\t[FRDELI >19370101]
\t[FRD]
TRENTINO [SYLGOV 480101-541231] [SYL]
LAST_OF_ALL [LST]"""

AGENTS = """\
!PERSON! = MAN, WOMAN
POLICE {} [~COP]
MINISTER [~GOV]
ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~JUD]
AGENCY [~GOV]
ARMY [~MIL]
CONGRESS!PERSON! [~LEG]
AID_GROUP [NGO~]
HUMAN_RIGHTS_ACTIVIST [~HRI]
"""

VERBS = """\
&GIFTS
+MONEY
+GOLD_COINS
+SACK OF GRAIN

&PLACES_
+IN
+<NO>

--- GIVE [070] ---
GIVE {GAVE GIVEN GIVES GIVING}
- * &GIFTS [071]
- * NOTHING [---]
- NOT_* [---:120]

--- PRAISE [051] ---
PRAISE
HAIL [052]

--- VISIT [042:043] ---
VISIT
+CALL_ON
- % * EACH OTHER [040]

--- SEIZE [170] ---
SEIZE
- + WAS * BY $ [171]
- * LAND FROM ^ OF + [172]
- * HOUSE_OF_LORDS [175]

--- RUMOUR [010?] ---
RUMOUR
REPORT
"""

TABARI = """\
<SYNSETS>
&WEAPON
+CANNON
</SYNSETS>
ARISE= [010] ;irregular below
{AROSE_ ARISEN_}
STRIKE [190]
- * { WITH | BY } &WEAPON [194]
- * { HARD | SOFT }_BLOW [193]
- $ * @ [195]
ATTACK [190!]
/ a comment line
~FINISH
SHOUT [010]
"""


def folder(path, **files):
    """Write dictionaries into a folder, by the stem of their names."""
    path.mkdir(parents=True, exist_ok=True)
    for stem, text in files.items():
        name = path / f"{stem}.txt"
        name.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


VERBS2 = """\
####### SYNONYM SETS #######
&TALK
+TALKS
+PEACE_NEGOTIATION
&TOPIC_
+BORDER
+&TALK
####### VERB PATTERNS #######
---  ABANDON   [100]  ---
ABANDON {ABANDONED ABANDONS}
DESERT [101]
QUIT
- * &TALK [164]  # with a comment
- * {PEACE EFFORT} (WITH) [165]
- {PEACE TALK} * [166]
- * (FOR {&TOPIC TABLE}) [042:043]
- * + TALKS [035]
- * &NOPE [036]
- * (ON ^) [036]
- * &TALK_ROOM [167]
~ a (b . ATTACK) SAY = a b 112
--- CRACK_DOWN [170] ---
+CRACK_DOWN {CRACKS_DOWN}
- * [:172]
- * (ON [171]
- * (ONWARDS HOME) [171]
- * * [171]
- *
--- LONELY [010] ---
"""
