"""English."""

from __future__ import annotations

from quizgen.language.english_answers import ENGLISH_ANSWERS
from quizgen.language.english_names import ENGLISH_NAMES
from quizgen.language.english_questions import ENGLISH_QUESTIONS
from quizgen.language.english_times import ENGLISH_TIMES
from quizgen.language.measures import HOUR, MINUTE, Bound, Measure
from quizgen.language.record import Language

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIRSTS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
""".split()
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()


def _phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a text that are parted by commas."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


_TITLES = ("mr", "mrs", "ms", "miss", "dr", "sir", "prof", "professor")
_FOREIGN_TITLES = tuple("herr frau monsieur madame mme signor signora señor señora senor senora".split())

ENGLISH = Language(
    tag="en",
    name="English",
    # --- any text ---
    stop_words=frozenset(
        """
        a about after all also an and any are as at be been before being but by can could did do does during
        each for from had has have he her him his how if in into is it its many more most much no nor not of on
        one only or other our out over own s said same say says she should so some such than that the their them
        then there these they this those through to under until up was we were what when where which while who
        whom whose why will with would you
        """.split()
    ),
    decisive=frozenset(
        """
        no not nor never nobody none nothing neither cannot without refuse reject deny all any both each every
        few half many most only part several some before after more less
        """.split()
    ),
    negations=frozenset("no not nor never nobody none nothing neither cannot without".split()),
    definite_articles=("the",),
    indefinite_articles=("a", "an"),
    infinitive_sign="to",
    possessives=("s",),
    stem_endings=("ings", "ing", "ies", "ied", "ed", "es", "s"),
    root_endings=("ward", "ern"),
    root_letters={"d": "s"},
    irregular_plurals={
        "men": "man",
        "women": "woman",
        "people": "person",
        "children": "child",
        "feet": "foot",
        "lives": "life",
        "leaves": "leaf",
        "loaves": "loaf",
        "halves": "half",
        "knives": "knife",
        "wolves": "wolf",
        "mice": "mouse",
        "geese": "goose",
        "teeth": "tooth",
        "oxen": "ox",
        "tomatoes": "tomato",
        "potatoes": "potato",
        "heroes": "hero",
        "countrymen": "countryman",
    },
    plural_endings=(
        ("men", "man", 3),
        ("ies", "y", 5),
        ("ches", "ch", 4),
        ("shes", "sh", 4),
        ("sses", "ss", 4),
        ("xes", "x", 3),
        ("zes", "z", 3),
        *((ending, ending, 2) for ending in ("ss", "us", "is")),  # these are no plurals
        ("s", "", 2),
    ),
    # --- how people write ---
    signs={
        "%": "percent",
        "$": "dollar",
        "€": "euro",
        "£": "pound",
        "¥": "yen",
        "₹": "rupee",
        "₽": "rouble",
        "&": "and",
        "+": "plus",
        "#": "hash",
        "°": "degree",
        "<": "less than",
        ">": "more than",
        "≤": "at most",
        "≥": "at least",
        "≠": "not",
        "±": "plus minus",
        "~": "about",
        "≈": "about",
    },
    minus="minus",
    rewritings=(
        (r"\bca(?:n't|nt|nnot)\b", "can not"),
        (r"\bwo(?:n't|nt)\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"\b(\w+)n't\b", r"\1 not"),
        (r"\b(do|does|did|is|are|was|were|could|should|would|has|have|had|must|need)nt\b", r"\1 not"),
        (r"\ba (few|little)\b", r"a\1"),
    ),
    compounds={
        "per cent": "percent",
        "metric ton": "tonne",
        "degrees celsius": "celsius",
        "degrees fahrenheit": "fahrenheit",
        "kph": "km/h",
    },
    silent_prefix=r"\bus(?= *\$| +dollars?\b)|(?:°|\bdegrees?) ?(?=(?:celsius|centigrade|fahrenheit|[cf])\b)",
    spellings=(
        (r"practis(e|ed|es|ing)", r"practic\1"),
        (r"(\w{3,})is(e|ed|er|ers|es|ing|ation|ations)", r"\1iz\2"),
        (r"(\w{3,})ys(e|ed|er|ers|es|ing)", r"\1yz\2"),
        (r"(\w{2,}[^\Waeiou])our(|s|ed|er|ers|ing|able|ably|al|hood|ite|ites|ly)", r"\1or\2"),
        (r"((?:thea|cali|spec|lus|cen|fi|li|me|sa|\w+me)[bt])re(|d|s)", r"\1er\2"),
        (r"((?:de|of)f|lic|pret)ence(|s|d|less)", r"\1ense\2"),
        (r"(travel|cancel|signal|counsel|channel|quarrel|tunnel)l(ed|ing|er|ers|or|ors)", r"\1\2"),
        (r"(label|level|model|fuel|rival|dial|marvel|total)l(ed|ing|er|ers|ous)", r"\1\2"),
        (r"(judg|acknowledg)e(ments?)", r"\1\2"),
        (r"(dialog|catalog|analog)ue(s?)", r"\1\2"),
        (r"(program)me(s?)", r"\1\2"),
        (r"(toward|forward|backward|afterward)s", r"\1"),
        (r"manoeuv(?:re|er)(|s|d|able)", r"maneuver\1"),
        (r"maneuvre(|s|d|able)", r"maneuver\1"),
        (r"manoeuvr(ed|ing)", r"maneuver\1"),
        (r"(fulfil|enrol|instal)(s|ments?|)", r"\1l\2"),
        (r"sceptic(\w*)", r"skeptic\1"),
        (r"plough(\w*)", r"plow\1"),
        ("aluminium", "aluminum"),
        ("amongst", "among"),
        ("whilst", "while"),
        ("grey", "gray"),
    ),
    hyphened_prefixes=("re", "un"),
    small_amounts=("few", "little"),
    conjunction="and",
    between="between",
    continuing=frozenset("which who whose whom but because although though whereas and or nor".split()),
    questions=ENGLISH_QUESTIONS,
    place_prepositions=("in", "at"),
    about_options=(
        r"(?:all|none|any|both|neither|two|some)(?: of)?(?: the| these| those)? "
        r"(?:above|below|(?:other |given )?(?:options|answers|choices|alternatives))"
        r"(?: are (?:right|correct|true|wrong))?"
        r"|(?:all|none|neither|both) of (?:these|those)"
        r"|(?:both|either|neither|only|answers?|options?) \(?[a-e]\)?(?: (?:and|or|nor|&) \(?[a-e]\)?)+"
    ),
    # --- dates ---
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sep Sept", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    month_formats=("{month} {year}",),
    date_formats=("{day} {month} {year}", "{month} {day}, {year}"),
    day_formats=("{day} {month}", "{month} {day}"),
    times=ENGLISH_TIMES,
    date_fillers=frozenset(("the", "of", "on", "in", "for", "month", "year")),
    date_preposition="in",
    part_of_date=r"(?:the )?(?:early|mid|late|beginning of|start of|middle of|end of)[ -]+(?:in )?",
    rough_date=r"(?:about|around|approximately|approx\.?|roughly|circa|ca?\.?|~) *| +or so\W*$",
    relative_dates=frozenset(
        "today yesterday tomorrow tonight ago earlier later last next this previous following same".split()
    ),
    ordinal_suffixes=("th", "st", "nd", "rd"),
    # --- numbers ---
    cardinals={word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)},
    thousands={"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    multiples={"hundred": 100, "dozen": 12},
    short_scales={"k": 10**3, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "tn": 10**12},
    short_money_scales={"m": 10**6, "b": 10**9},
    sets={
        "both": 2,
        "pair": 2,
        "couple": 2,
        "duo": 2,
        "duet": 2,
        "trio": 3,
        "quartet": 4,
        "quintet": 5,
        "sextet": 6,
        "septet": 7,
        "octet": 8,
        "dozen": 12,
    },
    ordinals={word: n for n, word in enumerate(_FIRSTS, 1)} | {word: 10 * n for n, word in enumerate(_TENTHS, 2)},
    shares={
        "half": (1, 2),
        "halves": (1, 2),
        "third": (1, 3),
        "thirds": (1, 3),
        "quarter": (1, 4),
        "quarters": (1, 4),
    },
    # --- quantities ---
    qualifiers={
        Bound.EXACTLY: _phrases("exactly, precisely"),
        Bound.NONE: _phrases("only, just"),
        Bound.ABOUT: _phrases(
            "about, around, approximately, approx, roughly, circa, ca, some, an estimated, close to, or so"
        ),
        Bound.NEARLY: _phrases(
            """nearly, almost, just under, just below, a little under, slightly under, a bit under, not quite,
            a little less than, slightly less than, a bit less than"""
        ),
        Bound.ABOVE: _phrases(
            """more than, over, above, longer than, greater than, larger than, upwards of, in excess of, exceeding,
            beyond, just over, a little over, slightly over, a bit over, somewhat over, well over, well above,
            a little more than, slightly more than, a bit more than, somewhat more than"""
        ),
        Bound.LEAST: _phrases(
            """at least, no less than, not less than, no fewer than, not fewer than, minimum, a minimum of, plus,
            or more, or longer, and more"""
        ),
        Bound.BELOW: _phrases(
            "less than, fewer than, under, below, shorter than, smaller than, well under, well below"
        ),
        Bound.MOST: _phrases(
            """at most, at the most, up to, no more than, not more than, no longer than, not longer than, maximum,
            a maximum of, or less, or fewer"""
        ),
    },
    written_qualifiers=_phrases(
        "about, around, nearly, almost, more than, over, at least, less than, under, at most, up to"
    ),
    trailing_qualifiers=_phrases("or so, or more, or longer, and more, plus, or less, or fewer"),
    quantity_fillers=_phrases("for, in, a total of, all of the, all of, all the, all"),
    confused_words={"then": "than"},
    plus="plus",
    partitive="of",
    per="per",
    powers={"2": ("squared", "square"), "3": ("cubed", "cubic")},
    count_question=("how", "many"),
    units={
        "second seconds s sec secs": Measure("time", 1),
        "minute minutes min m mins": MINUTE,
        "hour hours h hr hrs": HOUR,
        "day days d": Measure("time", 86_400),
        "week weeks wk wks": Measure("time", 7 * 86_400),
        "fortnight fortnights": Measure("time", 14 * 86_400),
        "month months mo mth mths": Measure("calendar", 1),
        "year years yr yrs y": Measure("calendar", 12),
        "decade decades": Measure("calendar", 120),
        "century centuries": Measure("calendar", 1200),
        "millimetre millimetres mm millimeter millimeters": Measure("length", 1),
        "centimetre centimetres cm centimeter centimeters": Measure("length", 10),
        "metre metres m meter meters": Measure("length", 1000),
        "kilometre kilometres km kms kilometer kilometers": Measure("length", 1_000_000),
        "gram grams g gramme grammes": Measure("mass", 1),
        "kilogram kilograms kg kgs kilo kilos kilogramme kilogrammes": Measure("mass", 1000),
        "tonne tonnes t": Measure("mass", 1_000_000),
        "percent percent pct": Measure("percent", 1),
        "dollar dollars usd": Measure("dollar", 1),
        "euro euros eur": Measure("euro", 1),
        "pound pounds gbp": Measure("pound", 1),
        "yen yen jpy": Measure("yen", 1),
        "rupee rupees inr": Measure("rupee", 1),
        "rouble roubles rub ruble rubles": Measure("rouble", 1),
        "yuan yuan cny rmb": Measure("yuan", 1),
        "franc francs chf": Measure("franc", 1),
        "celsius celsius c °c centigrade": Measure("celsius", 1),
        "fahrenheit fahrenheit f °f": Measure("fahrenheit", 1),
        "kelvin kelvins k": Measure("kelvin", 1),
    },
    currencies=("dollar", "euro", "pound", "yen", "rupee", "rouble", "yuan", "franc"),
    clock_unit="hours",
    # --- names ---
    answers=ENGLISH_ANSWERS,
    names=ENGLISH_NAMES,
    titles=(*_TITLES, *_FOREIGN_TITLES),
    foreign_titles=frozenset(_FOREIGN_TITLES),
    role_words={
        "secgen": "secretary general",
        "secstate": "secretary of state",
        "secdef": "secretary of defense",
        "fm": "foreign minister",
        "pm": "prime minister",
        "sec": "secretary",
        "gen": "general",
        "dep": "deputy",
        "vice minister": "deputy minister",
        "defence": "defense",
        "foreign affairs": "foreign",
        # A Secretary General is a Secretary, but no General.
        "secretary general": "secretary secretary-general",
        "general secretary": "secretary secretary-general",
    },
    lesser_roles=frozenset(("deputy", "vice", "assistant", "acting", "former", "ex", "designate", "elect")),
    role_links=frozenset(("of", "for", "to")),
    role_target="to",
    place_links=frozenset(("of", "in", "the")),
    # --- typos ---
    fixed_words=frozenset(
        """
        above below over under least fewer beyond within outside inside left right upper lower inner outer
        first last always hardly scarcely seldom would could should might must shall
        dozens hundreds thousands millions billions trillions
        """.split()
    ),
    directions=("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"),
    direction_endings=("", "ern", "erner", "erners", "erly", "ward", "wards"),
    denying_prefixes=("un", "in", "im", "il", "ir"),
    lone_prefixes=("a",),
    turning_prefixes=tuple(
        """
        non dis de mis anti ante counter co ex re pre post pro over under super sub inter intra intro extro hyper hypo
        out macro micro maxi mini homo hetero endo exo ac bi tri uni multi mono poly semi
        """.split()
    ),
    person_endings=(("er", "ee"), ("or", "ee")),
    lookalikes=tuple(
        """
        adapt adopt accept except affect effect allusion illusion ally alloy advice advise ascent assent
        assure ensure insure causal casual collision collusion complement compliment conservation conversation
        contract contrast contact council counsel country county defer deter refer desert dessert detain regain
        remain retain device devise elicit illicit emigrate immigrate emigration immigration emigrant immigrant
        eminent imminent employee employer evolution revolution evolve involve revolve expand expend extend
        formally formerly marital martial moral morale peace piece perpetrate perpetuate persecute prosecute
        personal personnel perspective prospective police policy praise raise precede proceed principal principle
        respectfully respectively stage stake state slate statue status statute trail trial treatise treaty
        veracity voracity weather whether
        australia australian austria austrian dublin lublin gambia zambia granada grenada hungary hungry
        iberia iberian liberia liberian siberia siberian iceland ireland minsk pinsk poland roland
        prussia prussian russia russian serbia serbian syria syrian styria styrian assyria assyrian
        """.split()
    ),
    inflections=("", "s", "ed", "ing"),
    # --- what a learner tells a round ---
    key_words={
        "keys": "?",
        "help": "?",
        "hint": "h",
        "skip": "s",
        "undo": "u",
        "stop": "q",
        "quit": "q",
        "exit": "q",
        "easy": "e",
        "why": "w",
        "sources": "i",
        "yes": "y",
        "no": "n",
    },
)
