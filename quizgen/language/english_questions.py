"""How questions are put in English."""

from __future__ import annotations

from quizgen.language.questions import QuestionPatterns

ENGLISH_QUESTIONS = QuestionPatterns(
    attribution=(
        r"\b(?:(?<!well )(?<!soon )(?<!long )as(?! (?:well|soon|long) as)|according to"
        r"|in the (?:words?|views?|opinion|eyes) of)\b"
    ),
    own_words=(
        r"\bin\b",
        r"(?:['’]s?)? (?:own )?(?:words?|views?|opinion|eyes|account|telling|terms?|phrase)\b",
    ),
    either_attribution=r"\b(?:as|according to)\b[^.?!]*\bor,? (?:as|according to)\b",
    asking=r"\b(?:who|whom|whose|what|which|when|where|why|how)\b",
    alike=(("what", "which"), ("who", "whom", "whose")),
    eponym=(
        r"\b(?:(?:after|for|honou?r of) (?:whom|which)|(?:named|called) (?:after|for)|in honou?r of|eponym(?:ous)?"
        r"|(?:his|her|its|their|whose) names?)\b"
    ),
    abbreviation=r"\b(?:stands? for|short(?:ened)?|abbreviat\w+|acronym|initials?|letters|mean|in full)\b",
    expansion=(
        r"\b(?:stands? for|short for|mean|meant by|in full|full (?:name|form)"
        r"|(?:abbreviation|acronym|initials) (?:of|for))\b|^for (?:what|which)\b.* short\b"
        r"|^(?:what|which (?:words?|name|term)) (?:is|are) (?:abbreviat|short|cut short)"
    ),
    definition=(
        r"\bhow (?:many|much|long)\b.*\b(?:in|is|are|has|have|does|do|makes?|makes? up|forms?|plays?|to|equals?) "
        r"(?P<what>(?:half an?|an?|each|every|{numbers}) (?:[a-z]+ ){{0,2}}?(?:{nouns})"
        r"(?: (?:have|has|last|lasts|contain|contains|consist of|make))?)\W*$"
    ),
    shares=(
        r"\b(?:every|each) (\d+)th\b",
        r"\ban? (\d+)th(?= (?:of|to|for|in|goes|is|was|are|were|that)\b|$)",
        r"\b(\d+) (\d+)th\b",
        r"\b(\d+) (?:in|out of)(?: every)? (\d+)\b",
    ),
    verbal=("ing", "ed"),
    person=r"\b(?:who|whom|whose|which)\b",
    name=r"\b(?:names?|named|(?:which|what) (?:person|man|woman|people))\b",
)
