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
