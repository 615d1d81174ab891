"""What somebody asks, promises, demands, refuses or threatens decides the code, whatever it is.

The rows are CAMEO's own mirror of its chapters 04 to 09 and 13 to 20 in 02, 03, 10, 12 and 13.
"""

from __future__ import annotations

import pytest
from codings import events_of, lines

from pipeline.coder import Coder

# What is done | asked for | promised | demanded | refused. A dash: CAMEO has no code of its own.
COOPERATION = """
    meet the Kenyan president | 026 | 036 | 106 | 125
    negotiate with Kenya | 026 | 036 | 106 | 125
    visit Kenya | 026 | 036 | 106 | 125
    hold talks with Kenya | 026 | 036 | 106 | 125
    resume talks with Kenya | 026 | 036 | 106 | 125
    mediate between Kenya and Somalia | 028 | 039 | 108 | 126
    support Kenya | 022+053 | 032 | 102 | 120
    restore diplomatic relations with Kenya | 022 | 032 | 102 | 120
    recognise Kosovo | 022 | 032 | 102 | 120
    apologise to Kenya | 022 | 032 | 102 | 120
    sign a peace agreement with Kenya | 027 | 037 | 107 | 127
    settle the dispute with Kenya | 027 | 037 | 107 | 127
    cooperate economically with Kenya | 0211 | 0311 | 1011 | 1211
    boost trade with Kenya | 0211 | 0311 | 1011 | 1211
    sign a trade agreement with Kenya | 0211 | 0311 | 1011 | 1211
    invest in Kenya | 0211 | 0311 | 1011 | 1211
    hold joint military exercises with Kenya | 0212 | 0312 | 1012 | 1212
    extradite the suspect to Kenya | 0213 | 0313 | 1013 | 1213
    share intelligence with Kenya | 0214 | 0314 | 1014 | 1214
    help Kenya | 023 | 033 | 103 | 122
    lend money to Kenya | 0231 | 0331 | 1031 | 1221
    give Kenya a loan | 0231 | 0331 | 1031 | 1221
    cancel the debt of Kenya | 0231 | 0331 | 1031 | 1221
    send weapons to Kenya | 0232 | 0332 | 1032 | 1222
    train the Kenyan army | 0232 | 0332 | 1032 | 1222
    send food aid to Kenya | 0233 | 0333 | 1033 | 1223
    take in refugees from Kenya | 0233 | 0333 | 1033 | 1223
    grant asylum to a Kenyan minister | 0233 | 0333 | 1033 | 1223
    send peacekeepers to Kenya | 0234 | 0334 | 1034 | 1224
    carry out political reforms | 024 | 034 | 104 | 123
    resign | 0241 | 0341 | 1041 | 1231
    hold elections | 0241 | 0341 | 1041 | 1231
    hand over power | 0241 | 0341 | 1041 | 1231
    change its policy | 0242 | 0342 | 1042 | 1232
    dismantle its nuclear programme | 0256 | 0356 | 1056 | 1246
    respect human rights | 0243 | 0343 | 1043 | 1233
    amend the constitution | 0244 | 0344 | 1044 | 1234
    form a unity government | 0244 | 0344 | 1044 | 1234
    make concessions | 025 | 035 | 105 | 124
    lift the curfew | 0251 | 0351 | 1051 | 1241
    lift the state of emergency | 0251 | 0351 | 1051 | 1241
    legalise opposition parties | 0251 | 0351 | 1051 | 1241
    end the protests | 0252 | 0352 | 1052 | 1242
    release the prisoners | 0253 | 0353 | 1053 | 1243
    free the Kenyan hostages | 0253 | 0353 | 1053 | 1243
    return the stolen artefacts | 0253 | 0353 | 1053 | 1243
    lift sanctions against Kenya | 0254 | 0354 | 1054 | 1244
    admit international observers | 0255 | 0355 | 1055 | 1245
    let peacekeepers into the country | 0255 | 0355 | 1055 | 1245
    declare a ceasefire | 0256 | 0356 | 1056 | 1246
    stop shelling Kenya | 0256 | 0356 | 1056 | 1246
    lay down its weapons | 0256 | 0356 | 1056 | 1246
    withdraw its troops from Kenya | 0256 | 0356 | 1056 | 1246
"""

# What is done | threatened.
CONFLICT = """
    boycott the talks with Kenya | 134
    end its mediation between Kenya and Somalia | 135
    expel international observers | 136
    cut aid to Kenya | 1311
    impose sanctions on Kenya | 1312
    boycott Kenyan goods | 1312
    sever diplomatic relations with Kenya | 1313
    expel the Kenyan ambassador | 1313
    sue Kenya | 131
    ban the opposition party | 1322
    impose a curfew | 1323
    declare martial law | 1324
    arrest the protesters | 137
    use force against Kenya | 138
    blockade Kenya | 1381
    occupy Kenya | 1382
    kidnap Kenyan tourists | 1383
    bomb Kenya | 1384
    attack Kenya | 1384
    use nuclear weapons against Kenya | 1385
"""


def codes(coder: Coder, text: str) -> list[str]:
    return [event.code for event in events_of(coder, text)]


FRAMES = [
    "Norway urged Sudan to {}.",
    "Sudan promised to {}.",
    "Norway demanded that Sudan {}.",
    "Sudan refused to {}.",
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (frame.format(deed), code)
        for deed, *expected in lines(COOPERATION)
        for frame, code in zip(FRAMES, expected, strict=True)
    ],
)
def test_cooperation_asked_promised_demanded_refused(coder, text, code):
    assert set(codes(coder, text)) == set(code.split("+"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (frame.format(deed), code)
        for deed, code in lines(CONFLICT)
        for frame in ("Sudan threatened to {}.", "Sudan will {}, its president said.")
    ],
)
def test_conflict_threatened(coder, text, code):
    assert set(codes(coder, text)) == {code}
