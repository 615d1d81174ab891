"""What the articles of ``corpus.py`` are written of: the desks of a newspaper and their sentences.

A name in braces is drawn once for each article (``{person2}`` is a second person, ``{surname}`` the
last name of the first), ``{n}`` is a number, ``{day}`` a weekday.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Desk:
    """A desk: its share of the articles, how they begin, what they say, and who is quoted."""

    share: float
    leads: list[str]
    sentences: list[str]
    speakers: list[str]


FLEETING = frozenset({"day", "month"})
FIRST = """Anna Ben Carla David Elena Farid Grace Hiro Ingrid Jonas Katya Leo Maria Nadia
Omar Paul Rosa Samir Tomas Vera Yusuf Zoe Emeka Linh""".split()
LAST = """Abbott Bergman Castillo Dlamini Eriksen Farouk Gruber Hollis Ivers Jansson Keller
Lindqvist Moreau Novak Okafor Pereira Quist Rahimi Santos Tanaka Ullman Varga
Whitlock Zeller""".split()
FILLERS = {
    "city": """Berlin Paris Nairobi Jakarta Lima Oslo Ankara Delhi Cairo Lagos Manila Seoul Tokyo
        Rome Madrid Warsaw Kyiv Baghdad Tunis Leeds Lyon Denver Perth Bergen Porto Graz Cork Tampa
        Osaka Durban""".split(),
    "country": """Germany France Kenya Indonesia Peru Norway Turkey India Egypt Nigeria Brazil
        Japan Italy Spain Poland Ukraine Canada Australia Mexico Chile""".split(),
    "people": """German French Kenyan Indonesian Peruvian Norwegian Turkish Indian Egyptian Nigerian
        Brazilian Japanese Italian Spanish Polish Ukrainian Canadian Australian""".split(),
    "team": """Rovers Wanderers Athletic Rangers Harriers Albion Falcons Mariners Wolves
        Comets""".split(),
    "company": """Norvale Holtec Brightwell Kestrel Amberline Corvane Sundial Tellmark Orbis
        Fairmont""".split(),
    "product": "phones|cars|batteries|shoes|medicines|software|furniture|solar panels".split("|"),
    "work": "The Long Winter|Harbour Lights|A House of Glass|Night Ferry|The Orchard".split("|"),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "month": "January March April June August October December".split(),
    "field": "archaeology|oceanography|medicine|astronomy|genetics|climate research".split("|"),
    "street": "Mill Lane|Station Road|Park Avenue|Harbour Street|Church Hill".split("|"),
}
JOINTS = [", while ", ", and ", ", but ", " after ", " as ", ", although "]
LOWERED = frozenset(
    "The A An It He She His Both More Nobody Neighbours Officers Witnesses Detectives Rain Critics"
    " Tickets Visitors Dancers Admission Schools Firefighters Forecasters Farmers Snow Ferries"
    " Residents Volunteers Patients Doctors Bones Earlier Parents Rents Parking Investors Retailers"
    " Unemployment Exports Suppliers Competition Demand Analysts Shares Relations Officials Turnout"
    " Temperatures Heavy Hundreds Burglaries Consumer Oil".split()
)
QUOTES = [
    '"We are very pleased with how things went," [speaker] said on {day}.',
    '"Nobody expected this so soon," said [speaker].',
    '"It will take time, but we have a plan," [speaker] told reporters.',
    '"There is a lot of work ahead of us," [speaker] said in a statement.',
    '"I have never seen anything like it in {n} years," said [speaker].',
    '"That is a question for another day," [speaker] added.',
    "[speaker] said it was too early to tell what the outcome would be.",
    "According to [speaker], the numbers speak for themselves.",
]

DESKS = {
    "politics": Desk(
        0.20,
        [
            "{people} lawmakers returned to {city} on {day} after a summer of hard bargaining.",
            "The president of {country} faces a difficult week as ministers meet in {city}.",
            "Diplomats from {n} countries gathered in {city} on {day} to discuss the crisis.",
        ],
        [
            "The government has been in office for less than {n} months.",
            "Analysts said the vote in {month} would be closer than the polls suggest.",
            "Relations between the two countries have been strained since the war.",
            "The ministry did not respond to a request for comment.",
            "He was elected by {n} percent of those who voted.",
            "The opposition holds {n} seats in the chamber.",
            "{person}, who teaches politics at the university in {city}, followed the talks.",
            "The border has been closed to lorries since {month}.",
            "A spokesman for the ministry declined to give details.",
            "The document, seen by the agency, runs to {n} pages.",
            "More than {n} delegations had registered by {day} evening.",
            "{country} is due to hold a general election in {month}.",
            "Officials hope that a deal can be reached before the end of the year.",
            "The prime minister is under pressure from his own party.",
            "Turnout was low in the north, where many roads are in a poor state.",
            "The conflict has driven thousands from their homes.",
        ],
        ["a senior official", "the foreign minister", "a western diplomat", "{person}"],
    ),
    "crime": Desk(
        0.12,
        [
            "Police in {city} arrested {n} people on {day} after a series of burglaries.",
            "A {n}-year-old man was charged with fraud at a court in {city} on {day}.",
            "A jury in {city} found {person} guilty of stealing from his employer.",
        ],
        [
            "Officers were called to a house in {street} shortly before midnight.",
            "{surname} denied all charges.",
            "The judge said the sentence had to reflect the harm that was done.",
            "Nobody was hurt in the fire, which destroyed two cars.",
            "Detectives are looking for a white van that was seen in the area.",
            "The trial is expected to last {n} weeks.",
            "The stolen paintings were found in a garage in {street}.",
            "He had worked for the firm for {n} years.",
            "Witnesses saw two men run towards the station.",
            "The prosecutor asked for a sentence of {n} months.",
            "Police seized {n} kilograms of cocaine in a lorry from {country}.",
            "The victim, a {n}-year-old teacher, is in a stable condition.",
            "A second suspect was released without charge.",
            "The family of the victim left the court in tears.",
            "His lawyer argued that the evidence was weak.",
            "Burglaries in the district have fallen by {n} percent since last year.",
            "Neighbours described her as a quiet woman who kept to herself.",
            "The court heard how {person2} opened accounts under a false name.",
            "A police dog found the boy asleep in a barn on {day} morning.",
            "The case goes back to a complaint made in {month}.",
        ],
        ["a police spokeswoman", "Inspector {person2}", "the prosecutor", "a neighbour"],
    ),
    "sport": Desk(
        0.18,
        [
            "{team} beat {team2} 3-1 at home on {day} to go top of the table.",
            "{country} lost to {country2} by {n} points in a friendly match in {city}.",
            "{person} won the {city} marathon on {day} in a time just short of the record.",
        ],
        [
            "The home side took the lead after {n} minutes through {person2}.",
            "{surname}, who joined in {month}, scored twice before the break.",
            "The goalkeeper saved a penalty in the second half.",
            "The visitors struggled to find a way through a well organised defence.",
            "It was the first defeat of the season for {team}.",
            "A late attack down the left wing ended with a shot against the post.",
            "The coach replaced {surname2} with a younger player after an hour.",
            "{team2} have won only two of their last {n} games.",
            "She finished {n} seconds ahead of the runner from {country}.",
            "The final will be played in {city} in {month}.",
            "The crowd of {n},000 rose to its feet.",
            "{surname} signed a new contract for three years last month.",
            "Rain delayed the start of the match by an hour.",
            "The {people} champion withdrew with an injured knee.",
            "He fought back from a set down to reach the last four.",
            "The league will decide on {day} whether the season can go on.",
            "The club paid a record sum for the {people} striker.",
            "It took a brilliant move by {person2} to break the deadlock.",
            "{team} face {team2} again on {day}.",
            "The referee showed {n} yellow cards in a bad-tempered game.",
            "Both teams had chances to kill off the game.",
            "The swimmers trained at altitude for {n} weeks.",
        ],
        ["the coach", "{person}", "the captain", "coach {person2}"],
    ),
    "business": Desk(
        0.17,
        [
            "Shares in {company} rose by {n} percent on {day} after the firm raised its forecast.",
            "{company}, a maker of {product}, said on {day} it would close its plant in {city}.",
            "Consumer prices in {country} rose by less than expected in {month}.",
        ],
        [
            "The company sold more {product} than in any quarter since it was founded.",
            "Analysts had expected a profit of {n} million euros.",
            "The central bank left its main interest rate unchanged.",
            "Demand for {product} fell in the first half of the year.",
            "The firm employs {n},000 people in {country} and {country2}.",
            "Oil prices fell for the third day in a row.",
            "{company} has agreed to buy a smaller rival for {n} million dollars.",
            "The chief executive, {person}, will step down in {month}.",
            "Investors worry that the recovery is losing steam.",
            "The deal needs the approval of regulators.",
            "The euro gained {n} cents against the dollar.",
            "Retailers reported a strong start to the holiday season.",
            "Unemployment in {country} is at its lowest level in {n} years.",
            "{surname} joined the board in {month}.",
            "The new plant is to open next year and will produce {product}.",
            "A strike by dock workers held up deliveries for {n} days.",
            "Exports to {country2} make up a fifth of the firm's sales.",
            "The bank cut its outlook for growth to {n} percent.",
            "Suppliers were told to lower their prices or lose the business.",
            "The group reports its results for the full year on {day}.",
            "Competition from cheaper brands has put margins under pressure.",
        ],
        ["the chief executive", "{person}", "an analyst in {city}", "a spokesman for {company}"],
    ),
    "culture": Desk(
        0.12,
        [
            "A new film about the painter {person} opens the festival in {city} on {day}.",
            "The museum of modern art in {city} reopens on {day} after {n} months of repairs.",
            "{person} has won this year's prize for the best first novel with {work}.",
        ],
        [
            "The exhibition shows {n} drawings that were never seen in public before.",
            "{work} tells the story of a fisherman who loses his boat.",
            "The orchestra will play works by three young composers.",
            "{surname} wrote most of the songs in a cabin near {city}.",
            "Critics praised the cast but found the second half too long.",
            "Tickets for the concert sold out within {n} minutes.",
            "The play was first staged in {country} in the fifties.",
            "She studied in {city} and lived in {country} for {n} years.",
            "The director, {person2}, is known for her patient style.",
            "The band broke up after a dispute over money.",
            "Visitors can touch some of the sculptures.",
            "The library owns a rare copy of the first edition.",
            "The film was shot in {n} days with a small crew.",
            "He plays a retired teacher who returns to his village.",
            "The jury honoured the book for its wit and its warmth.",
            "Dancers from {n} countries take part.",
            "The theatre was built by an {people} architect.",
            "Admission is free for children on {day}.",
        ],
        ["the curator", "{person}", "the director", "a critic"],
    ),
    "weather": Desk(
        0.07,
        [
            "Heavy rain flooded streets in {city} on {day} and brought trains to a halt.",
            "Temperatures in {country} are to reach {n} degrees by the weekend.",
            "A storm with winds of {n} miles an hour hit the coast near {city} on {day}.",
        ],
        [
            "The river rose by {n} centimetres overnight.",
            "Schools in the valley stayed closed.",
            "Firefighters pumped water out of {n} cellars.",
            "Forecasters expect the wind to ease by {day}.",
            "The storm killed {n} people in {country} before it moved north.",
            "Fallen trees blocked the road to {city}.",
            "Farmers fear for the harvest after weeks without rain.",
            "More than {n},000 homes were without power.",
            "The fog lifted only in the late afternoon.",
            "Snow is possible above {n} hundred metres.",
            "Ferries to the islands were cancelled.",
            "It was the driest {month} since records began.",
            "Residents filled sandbags along {street}.",
            "Volunteers brought blankets and hot soup to the sports hall.",
        ],
        ["a forecaster", "the mayor of {city}", "{person}"],
    ),
    "science": Desk(
        0.08,
        [
            "Researchers in {city} have found a new way to store heat from the sun.",
            "A study of {n},000 people in {country} links poor sleep with heart disease.",
            "A team led by {person} has discovered a crater beneath the ice.",
        ],
        [
            "The results were published in a journal of {field} on {day}.",
            "The scientists compared samples from {n} lakes.",
            "{surname} has worked in {field} for most of her career.",
            "Patients who took the drug recovered {n} days earlier.",
            "The telescope in {country} is to start work next year.",
            "It is not clear whether the effect lasts.",
            "The virus attacks the cells of the lung.",
            "Earlier work had pointed in another direction.",
            "The group plans a second trial with more patients.",
            "The method cuts the cost of the test by half.",
            "Bones found near {city} belong to a horse that died {n} centuries ago.",
            "The probe sent its first pictures on {day}.",
            "Doctors advise adults to walk for half an hour a day.",
            "The funds come from a foundation in {country}.",
            "The bacteria fight off most common medicines.",
        ],
        ["{person}, who led the study", "a doctor who was not involved", "{person2}"],
    ),
    "town": Desk(
        0.06,
        [
            "The oldest bakery in {city} has moved to a larger shop in {street}.",
            "The council of {city} will vote on {day} on a plan for a new bus line.",
            "Hundreds of people came to the market in {city} on {day}.",
        ],
        [
            "The bridge in {street} will be closed for repairs until {month}.",
            "The council wants to plant {n} trees along the river.",
            "Parents complain about the state of the school's roof.",
            "The pool opens again at noon on {day}.",
            "{person} has run the shop for {n} years.",
            "The mayor promised to look into the matter.",
            "Residents of {street} demand a lower speed limit.",
            "The choir rehearses in the old fire station.",
            "A new cycle path links the station with the park.",
            "Rents have gone up by {n} percent in two years.",
            "The library is looking for volunteers.",
            "A visitor from {country} won the cake contest.",
            "The town's partnership with a village in {country} is {n} years old.",
            "Parking in the centre now costs more.",
            "The society meets on the first {day} of the month.",
        ],
        ["the mayor", "{person}", "a member of the council", "a shopkeeper"],
    ),
}
