"""A library whose texts are all Greek, so that whatever stands there in Latin letters is quizgen's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = tuple(
    "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου "
    "Δεκεμβρίου".split()
)
_FACTS = """\
- id: talks.first
  when: 2022-01-10
  ask: Πότε έγινε η πρώτη συνάντηση;
  says: Η πρώτη συνάντηση έγινε στις [10 Ιανουαρίου 2022].
  label: Πρώτη συνάντηση
  level: core
  evidence: {wire: έγινε στις 10 Ιανουαρίου}
- id: talks.second
  when: 2022-01-12
  ask: Πότε συνεδρίασε το συμβούλιο;
  label: Συνεδρίαση του συμβουλίου
  note: Η ημέρα ήταν Τετάρτη.
  evidence: {wire: συνεδρίασε στις 12 Ιανουαρίου}
  accounts: [{answer: 2022-01-13, by: nikos, evidence: {paper: στις 13 Ιανουαρίου}}]
- id: talks.third
  when: 2022-03
  ask: Ποιον μήνα γράφτηκε η απάντηση;
  label: Γραπτή απάντηση
  evidence: {wire: τον Μάρτιο του 2022, paper: τον Μάρτιο του 2022}
- id: talks.fourth
  when: 2024
  ask: Ποια χρονιά υπογράφηκε η συμφωνία;
  label: Υπογραφή της συμφωνίας
  evidence: {wire: υπογράφηκε το 2024}
- id: talks.fifth
  when: 2022-01-14
  ask: Πότε τελείωσε η σύνοδος;
  says: Η σύνοδος τελείωσε στις [14 Ιανουαρίου 2022].
  label: Τέλος της συνόδου
  level: core
  evidence: {wire: τελείωσε στις 14 Ιανουαρίου}
- id: talks.city
  where: patra
  ask: Σε ποια πόλη έγινε η συζήτηση;
  says: Η συζήτηση έγινε στην [Πάτρα].
  accept: [Παλαιά Πάτρα]
  evidence: {wire: έγινε στην Πάτρα}
- id: talks.host
  who: nikos
  ask: Ποιος δέχτηκε τους ξένους;
  says: Τους ξένους δέχτηκε ο [Νίκος Ράλλης].
  evidence: {wire: τους δέχτηκε ο Νίκος Ράλλης}
- id: talks.length
  how_long: 7 ώρες
  ask: Πόσο κράτησε η συζήτηση;
  evidence: {wire: κράτησε 7 ώρες}
- id: talks.nikos
  said: η πόρτα μένει ανοιχτή
  by: nikos
  ask: Τι είπε ο Νίκος Ράλλης για την πόρτα;
  reverse: Ποιος μίλησε για την πόρτα;
  wrong: [το παράθυρο έκλεισε, ο δρόμος χάθηκε]
  evidence: {wire: η πόρτα μένει ανοιχτή}
- id: talks.maria
  demanded: γραπτές εγγυήσεις
  by: maria
  of: patra-council
  ask: Τι ζήτησε η Μαρία Δέλτα;
  reverse: Ποιος ζήτησε έγγραφα;
  wrong: [κοινές ασκήσεις, νέα σύνορα]
  evidence: {wire: ζήτησε γραπτές εγγυήσεις}
- id: talks.petros
  said: ο χρόνος τελειώνει
  by: petros
  ask: Τι είπε ο Πέτρος Γάμας για τις προθεσμίες;
  reverse: Ποιος μίλησε για προθεσμίες;
  wrong: [ο δρόμος χάθηκε, ο ήλιος δύει]
  evidence: {paper: ο χρόνος τελειώνει}
- id: talks.claim
  where: patra
  by: maria
  ask: Πού βρίσκεται το αρχείο, όπως είπε η Μαρία Δέλτα;
  evidence: {paper: το αρχείο είναι στην Πάτρα}
- id: talks.gone
  where: volos
  ask: Σε ποιο λιμάνι έφτασε το πλοίο;
  evidence: {wire: έφτασε στον Βόλο}
  retired: {on: 2023-05-01, why: Ήταν λάθος., instead: talks.city}
"""
_FILES: dict[str, str | bytes] = {
    "questions/library.yaml": """\
library: Συναντήσεις
namespace: example.meetings
language: en
about: Όσα ειπώθηκαν σε δύο συναντήσεις.
report: Πες το στη δασκάλα σου.
sides:
  - {id: council, name: το συμβούλιο}
  - {id: guests, name: οι ξένοι}
  - {id: press, name: οι εφημερίδες}
  - {id: silent, name: οι γείτονες}
""",
    "questions/sources.yaml": """\
sources:
  - id: wire
    outlet: Το Πρακτορείο
    title: Το συμβούλιο συνεδριάζει
    published: 2022-01-12
    dated: printed
    standing: Πρακτορείο του συμβουλίου.
    file: wire.txt
    sha256: 28ee2e5d3f5f2d5ba4ea1ec0d6f1dd9c2dd0fa8a3e62eabd2b0ec3eaf1aa2bb0
  - id: paper
    outlet: Η Εφημερίδα
    title: Μακρές συνομιλίες
    published: 2022-01-13
    dated: inferred from the weekday
    standing: Εφημερίδα της αντιπολίτευσης.
    file: paper.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
""",
    "questions/entities.yaml": """\
people:
  - {id: nikos, name: Νίκος Ράλλης, about: πρόεδρος, side: council}
  - {id: maria, name: Μαρία Δέλτα, about: υπουργός, side: guests}
  - {id: petros, name: Πέτρος Γάμας, about: εκδότης, side: press}
  - {id: anna, name: Άννα Ζήτα, about: επισκέπτρια}
organisations:
  - {id: patra-council, name: Δημοτικό Συμβούλιο, side: council}
places:
  - {id: patra, name: Πάτρα, aliases: [Πάτραι]}
  - {id: volos, name: Βόλος}
  - {id: larisa, name: Λάρισα}
  - {id: kavala, name: Καβάλα}
""",
    "questions/meetings.yaml": f"topic: meetings\ntitle: Δύο συναντήσεις\nfacts:\n{_FACTS}",
    "decks/all.yaml": """\
deck: all
title: Τα πάντα
about: Όλα τα γεγονότα.
ways: [recall, choice, typed, reverse, cloze]
""",
}


def write_greek_library(root: Path) -> Path:
    """Write the library into `root` and return that. It has facts for every way of asking and every remark on one."""
    return write_library(root, files=_FILES)
