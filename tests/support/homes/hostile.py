r"""A library whose texts look like the syntax of every other home, so that whatever one of them reads into it shows.

Its facts are made up; what counts is where the signs stand: first, last, alone, doubled, escaped, and in every field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.library import write_library
from tests.support.pictures import png

if TYPE_CHECKING:
    from pathlib import Path

INFO = r"""
library: 'Signs / <i>marks</i> & {braces} ~ 100% #1'
namespace: example.signs
language: en
about: 'Texts with <b>, {{c1::x}} and ]]> in them.'
report: 'Tell <your teacher> & friends.'
sides:
  - {id: reds, name: 'the <reds> & co'}
  - {id: blues, name: 'the {blues}'}
"""
SOURCES = r"""
sources:
  - id: page
    title: 'The <title> of "a page" & more: 100% {sure} ~ #1 = $$x$$'
    url: https://example.org/a?b=1&c=%50#d
    read: 2024-05-04
    standing: 'A paper of the <reds> & {others}; it is ~ old, # first.'
  - id: book
    title: 'Signs \(and\) wonders -> a [markdown] book'
    author: O'Brien & Sons
    published: 2015
    pages: 10-60
"""
ENTITIES = r"""
people:
  - {id: anna, name: 'Anna "Q" O''Brien', aliases: [O'Brien], side: reds, group: g}
  - {id: bob, name: 'Bob {the} Builder', aliases: [Builder], side: blues, group: g}
  - {id: carl, name: 'Carl <C> #1', aliases: ['Carl #1'], side: reds, group: g}
  - {id: dora, name: 'Dora & Söhne ~ AG', aliases: ['Dora & Söhne'], side: blues, group: g}
  - {id: emil, name: 'Emil = Æsir: Jr', side: reds, group: g}
  - {id: frida, name: 'Frida \ Zoë', side: blues, group: g}
  - {id: gao, name: '高 力士', group: g}
  - {id: hala, name: 'هالة', group: g}
places:
  - {id: aarhus, name: "Å/B: the 'isle'"}
  - {id: bec, name: '[Bec]'}
  - {id: cluj, name: '%50% Cluj'}
  - {id: delft, name: '*Delft'}
  - {id: eger, name: '-> Eger'}
"""
CHOICES = r"""
topic: choices
title: 'Choices: A/B // `<i>tags</i>` {x} [html] ~ = # %5% & `$course$`'
facts:
  - id: c.html
    what: '<mark>bold</mark> & <h1>thin</h1> words &copy; 1'
    ask: 'What, "exactly", does </question> <script>alert(7)</script> &hellip; `&lt;p&gt; &amp;` ]]> show?'
    note: 'A note with </text>, ]]>, `&nbsp; <br>` and {{cloze}} `{{c1::cloze}}`.'
    level: core
    tags: [first-tag]
    wrong:
      - {text: '<mark>bald</mark> & <h2>thick</h2> signs', why: 'As <i> & {x} ~ y = z # 1: it is -> "not".'}
      - {text: '`&lt;b&gt;bound&lt;/b&gt;` and the remainder', why: '[markdown] * why: `\(x\) $$y$$`'}
      - {text: '<!-- a comment of some length here -->', why: '%100% = wrong ~ # ####'}
    evidence: {page: 'the "words" <of> & {a}', book: {at: p. 12, words: 'say \(x\) ~ = # : it'}}
  - id: c.percent
    what: '%50% of the cake'
    ask: '%33% or %-100%: how much was cut off?'
    wrong: ['%100% of the pie', '%-50% of the tart', '%33.33333% of the tea']
    evidence: {page: 'half of it: %50%'}
  - id: c.format
    what: '[markdown] first'
    ask: '[html]Which format is named ahead, as in [moodle]?'
    wrong: ['[plain]', '[html] second', '[mood] third']
  - id: c.format-alone
    what: '[markdown]'
    ask: '[plain] Which sign would switch the look of an *emphatic* text?'
    wrong: ['[bold]', '[[wiki]]', '[url=x]y[/url]']
  - id: c.arrow
    what: 'x -> y'
    ask: 'Which arrow leads from left to right -> there?'
    wrong: ['x <- y', 'x => y', 'x ~> y']
  - id: c.star
    what: '* one of them'
    ask: '* What stands ahead of this line?'
    wrong: ['*nothing at all', '** two of them', 'three at its end *']
  - id: c.colon
    what: 'C:\dir\: the folder'
    ask: '::Which place:: is meant by the sign of a disk?'
    wrong: ['a:b:c:d', ':: colons ::', '\: escaped', 'D:\']
  - id: c.braces
    what: '{TRUE}'
    ask: 'Which {braces} or {{cloze}} hold, {=a ~b}, an answer?'
    wrong: ['{FALSE}', '{{x}}', '{#1:2}', '`{{c1::x}}`']
  - id: c.signs
    what: '~ k = b # c : { d } \'
    ask: 'Which signs does ~ = # : { } \ list, in order?'
    wrong: ['= e ~ f # g : { } \', '#### general', '~%50%h =i']
  - id: c.escapes
    what: '\\ two slashes \\'
    ask: 'What do \\, \n, \t, \= and &&058; look like?'
    wrong: ['\ one slash', '\n a new line', '&&092; a placeholder', '\~ tilde']
  - id: c.formula-like
    what: '`\(x\)` in round ones'
    ask: 'Which of `\(r\) \[s\] $$t$$` is set, \( or $$?'
    wrong: ['`$$u$$` in dollars', '`\[v\]` in square ones', '[tex]w[/tex] in tags']
  - id: c.files
    what: '@@PLUGINFILE@@/a.png'
    ask: 'What points to @@/b.png or $IMS-CC-FILEBASE/c.png?'
    wrong: ['@@DRAFTFILE@@', '$@NULL@$', 'https://example.org/?a=1&b=2', '//example.org/x']
  - id: c.sheets
    what: '=1+2'
    ask: '=SUM(A1) is what in a sheet?'
    wrong: ['+3-4', '-5+6', '@SUM(7)', "'=8+9"]
  - id: c.comment
    what: '// a comment'
    ask: '// What is this line?'
    wrong: ['$CATEGORY: x', '# a heading', '/ one slash']
  - id: c.lang
    what: '{mlang fr}un{mlang}'
    ask: 'Which {mlang de}Sprache{mlang}{mlang it}lingua{mlang} does it name?'
    wrong: ['<bdo lang="de" class="multilang">zwei</bdo>', '[[drei]]', '{es}cuatro{/es}']
  - id: c.numbered
    what: '1. first'
    ask: '2021. is no number of a question, or is it?'
    wrong: ['2) second', '10. tenth', '01. naught']
  - id: c.quotes
    what: "\"straight\" 'single' `tick"
    ask: What do “curly”, ‘odd’, „low“ and «guillemets» quote?
    wrong: ['"level", "comma"', "it's theirs", '„unten“']
  - id: c.unicode
    what: 'ﬁ ½ é 𝔘 😀👩‍🔬'
    ask: 'Which of שלום, مرحبا, 你好, Ω and 🇨🇭 ¤ § is the first?'
    wrong: ['תודה 123 (א)', 'شكرا: 1', '¤ sign ¤']
  - id: c.empty-like
    what: '0'
    ask: '00 or none: what is written?'
    wrong: ['1', 'null', 'False']
  - id: c.separators
    what: 'one; two, three | four'
    ask: 'Which signs part cells: ; , | or "?'
    wrong: ['five, six; seven | eight', '"nine","ten"', 'red|blue', "a,b,'c'"]
  - id: c.blank
    what: 'a _____ line'
    ask: 'Fill _____ or {{gap}} here: what is left?'
    wrong: ['the word', '_____ or more', '... and so on']
  - id: c.formula
    what: "$`\\frac{p}{q} < r`$"
    ask: 'Which is *smaller* than $`s`$, though `t < u && {v} \(w\)` stands here?'
    wrong: ["$`k < l`$", "$`\\sqrt{m}`$", "$`x_{1} < n`$"]
  - id: c.marked
    what: '*emphatic* and `x -> {y} = "z" # ~`'
    ask: 'Which words have ** stars, `*one*` or *none* of [them](https://example.org/?a=1&b=%50)?'
    wrong: ['`<b>` and *so* on, {w} # ~ "v"', '*light* & `b <- {u}` # ~ "t"', 'a * b * c']
    note: 'See [the page](https://example.org/?a=1&b=2) on `{x}` & *y*.'
  - id: c.picture
    what: 'a <square> & nothing'
    ask: 'What does the "picture" show?'
    picture: {file: "sq-1 {a} & b.png", alt: 'A "grey" <field>: {x} & ~ y = 1 # 2'}
    wrong: ['a {circle} ~ more', 'a ~ wave', 'a # sharp']
"""
TYPED = r"""
topic: typed
title: 'Typed'
facts:
  - {id: t.html, what: '<hr>', accept: ['<hr/>', '<HR />', '&hr;', '`&lt;hr&gt;`'], ask: 'Which <tag> draws a line?'}
  - {id: t.star, what: '**kwargs', accept: ['*kwargs', 'k*args'], ask: 'How are named arguments called with *?'}
  - {id: t.arrow, what: 'x', accept: ['->x', 'a->x'], ask: 'What stands behind the sign of an arrow?'}
  - {id: t.arrow-printed, what: 'p->q', accept: ['p→q'], ask: 'How does C write a field of what a pointer points to?'}
  - {id: t.percent, what: '%d', accept: ['%50%d', '%%d'], ask: 'Which sign of printf stands for a whole number?'}
  - {id: t.true, what: 'TRUE', accept: ['T'], ask: 'Which word does SQL have for what holds?'}
  - {id: t.escapes, what: '\n', accept: ['\\n', '\n\'], ask: 'How is a new line written?'}
  - {id: t.signs, what: '~=#:{k}', accept: ['[html]k', '#5k', '{k}', '=k', '~k'], ask: 'Which heap of signs is it?'}
  - {id: t.format, what: '[markdown]', accept: ['[plain]x'], ask: 'Which format has stars?'}
  - {id: t.naught, how_many: 0, ask: 'Which digit is nothing?'}
  - {id: t.unicode, what: 'é½ﬁ😀', accept: ['שלום', "it's", '"q"'], ask: 'Which word has no letters of ASCII?'}
  - {id: t.name, who: anna, ask: 'Who is <co> & {co}?', says: '[Anna "Q" O''Brien] is <V> & {co} = ~ #1.'}
  - id: t.name-signs
    who: dora
    ask: 'Who trades in 50% ~ {signs}?'
    says: 'It is [Dora & Söhne ~ AG] who trades in 50% ~ {signs}.'
  - id: t.place
    where: aarhus
    ask: 'Where, North/South: {or} not, did they meet <again>?'
    says: 'They met at [Å/B: the ''isle''] = ~ {there}.'
    ways: [cloze, choice]
  - id: t.date
    when: 2021-03-04
    ask: 'On which date was the {sign} ~ # hung out?'
    says: 'The {sign} ~ # was hung out on [4 March 2021].'
    label: 'The <sign> & {braces} ~ = # : are hung'
  - {id: t.date-2, when: 2022-05-06, ask: 'When was %50% [of it] -> taken down?', label: '%50% [of it] -> goes'}
  - {id: t.date-3, when: 2019-01-02, ask: 'When was `e -> f` *drawn*?', label: '"Lines" \( e -> f are drawn'}
  - {id: t.date-4, when: 2018-07-08, ask: 'When did "the" &amp, fall?', label: '[html] "the" &amp falls'}
  - id: t.number
    how_many: 46 chromosomes
    ask: 'How many {chromosomes} has a <cell>?'
    says: 'A <cell> has [46 chromosomes] & more.'
    ways: [cloze, choice]
  - {id: t.bare, how_many: -7, ask: 'Which number = 3 - 10?'}
  - {id: t.tolerance, how_many: 9.81 m/s², tolerance: 0.05, ask: 'How fast do things fall, in m/s²?'}
  - id: t.tolerance-words
    how_many: 1200 square kilometres
    tolerance: 2%
    ask: 'How large is the {county}, in <km²>?'
    says: '[1200 square kilometres] -> the {county}, *all* of it.'
    ways: [cloze]
  - {id: t.tolerance-bare, how_many: 0.5, tolerance: 0.1, ask: 'What is a half as a number?'}
  - {id: t.money, how_many: $982 million, tolerance: 5%, ask: 'How many $ did the {bridge} cost?'}
  - {id: t.length, how_long: 1.5 hours, ask: 'How long did they {talk} ~ on?'}
  - id: t.steps
    steps: ['<open> it: {a}', '%50% -> in', '[html] = mix ~', 'close # `\(it\)`']
    ask: 'Put the {steps} in order: 1 -> 4.'
  - {id: t.list, list: ['<a> & b', '{c}', '~d'], name: 2, ask: 'Name two of the {signs}.'}
  - id: t.true-false
    true_false: false
    ask: '{FALSE} = <h1>false</h1> & "no" ~ # : `\(x\)` -> %7%.'
    truth: '{TRUE} = <h1>true</h1> & "yes" ~ # : `\(x\)` -> %7%.'
  - {id: t.really-true, true_false: true, ask: '[html]T -> TRUE {T}.'}
"""
CLAIMS = r"""
topic: claims
title: 'Claims: {a} -> b'
facts:
  - id: s.anna
    said: 'that <all> & {one} ~ agree'
    by: anna
    on: 2021-01-05
    ask: 'What did Anna "Q" O''Brien say of parties on 5 January 2021?'
    reverse: 'Who, on 5 January 2021, said that <all> & {one} ~ agree?'
    wrong: ['that <none> & {few} ~ do', 'that = half # of them do', 'that most -> others do']
    evidence: {page: 'all & one "agree"'}
  - id: s.bob
    demanded: 'a fence -> the sea'
    by: bob
    ask: 'What did Bob {the} Builder demand?'
    reverse: 'Who demanded a fence -> the sea?'
    wrong: ['a [wall]', 'a %50% cut', '* a gate']
    accounts:
      - {answer: 'a <hedge> & {lake}', by: bob, evidence: {book: {at: p. 20}}}
    evidence: {page: 'a fence -> sea'}
  - id: s.carl
    said: 'that 2 * 3 = 6'
    by: carl
    ask: 'What did Carl <C> #1 say of a product?'
    reverse: 'Who said that 2 * 3 = 6?'
    wrong: ['that 2 * 3 = 7', 'that 2 ** 3 = 9', 'that 2 / 3 ~ 1']
  - id: s.dora
    said: 'that "quotes" \ are dear'
    by: dora
    ask: 'What did Dora & Söhne ~ AG say of signs?'
    reverse: 'Who said that "quotes" \ are dear?'
    wrong: ["that 'hints' / are cheap", 'that “marks” are free', 'that `ticks` are sold']
"""
TERMS = r"""
topic: terms
title: Terms
facts:
  - {id: m.a, term: '<p>', means: 'a paragraph & what </q> ends it'}
  - {id: m.b, term: 'g->h', means: 'the field {k} of ~ what is pointed to'}
  - {id: m.c, term: '10', means: 'ten # 0x0A'}
  - {id: m.d, term: '1e1', means: '%50% of twenty: written "short"'}
  - {id: m.e, term: '[x]', means: '[html] a list `\(of one\)`'}
  - {id: m.f, term: '{z}', means: '-> a set of *one*'}
  - {id: m.g, term: "`f(u) -> {v}`", means: 'a `signature` = $`w^2`$ & so on'}
  - {id: m.h, term: "$`x^2 < y`$", means: 'a formula: `$$r$$`'}
"""


def write_hostile(root: Path) -> Path:
    """Write the library into a folder, and return that."""
    files: dict[str, str | bytes] = {
        "questions/library.yaml": INFO.lstrip(),
        "questions/sources.yaml": SOURCES.lstrip(),
        "questions/entities.yaml": ENTITIES.lstrip(),
        "questions/meetings.yaml": CHOICES.lstrip(),
        "questions/typed.yaml": TYPED.lstrip(),
        "questions/claims.yaml": CLAIMS.lstrip(),
        "questions/terms.yaml": TERMS.lstrip(),
        "questions/media/sq-1 {a} & b.png": png(),
        "decks/all.yaml": "deck: all\ntitle: 'All <signs> / marks & more'\nabout: Everything.\n",
    }
    return write_library(root, files=files)
