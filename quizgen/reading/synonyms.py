"""Words that people write for a key: of other programs, of everyday English, of other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

#: Each key with the words that are written for it, in small letters.
_WORDS = {
    "library": "bibliothek biblioteca bibliothèque deck",
    "topic": "thema tema thème topico sujet subject chapter unit",
    "title": "titel título titulo titre titolo heading",
    "facts": "fakten tatsachen hechos datos faits fatti fatos questions fragen preguntas cards items entries",
    "ask": "question frage pregunta demande domanda pergunta prompt front q",
    "who": "wer quién quien qui chi quem person people",
    "where": "wo dónde donde où dove onde place location",
    "when": "wann cuándo cuando quand quando date datum fecha",
    "what": "was qué que quoi cosa why warum reason thing",
    "how_many": "wieviel cuántos cuantos combien quanti quantos number count amount howmany",
    "how_long": "duration dauer duración durée durata howlong",
    "term": "word wort begriff palabra mot termine término vocabulary",
    "means": "meaning definition bedeutung significado signification translation übersetzung traducción traduction",
    "wrong": "options choices distractors incorrect falsch incorrectas mal faux sbagliato",
    "accept": "accepted synonyms synonym alternatives variants aliases auch",
    "evidence": "source sources quote quotes proof beleg quelle fuente preuve fonte",
    "note": "explanation comment remark hint extra notiz anmerkung nota remarque back",
    "says": "sentence statement satz frase phrase cloze",
    "tags": "tag keywords labels etiketten etiquetas étiquettes",
    "level": "difficulty priority stufe nivel niveau",
    "picture": "image img photo figure bild foto imagen imagem immagine illustration",
    "about": "description descripción beschreibung summary",
}
_KEYS = {word: key for key, words in _WORDS.items() for word in words.split()}
#: What people write for the answer, whose key says of what kind it is.
ANSWER = frozenset("answer antwort respuesta réponse reponse risposta resposta solution lösung a".split())


def meant_by(word: str, keys: Container[str]) -> str | None:
    """Return which of some keys is meant by a word that stands for one in everyday language, or None."""
    key = _KEYS.get(word.lower())
    return key if key is not None and key in keys else None
