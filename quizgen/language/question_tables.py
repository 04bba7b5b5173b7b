"""What stands over the columns of questions and of vocabulary, and over the fields of Anki's notes.

The words are those of Anki's own note types in its languages, of Quizlet, of the spreadsheets that Kahoot, Blooket and
Gimkit give out to be filled in, and those that teachers write by hand.
"""

from __future__ import annotations

#: Over words, whose meanings stand beside them.
TERM = """
term, terms, word, words, vocabulary, vocab, expression, phrase, foreign word, target word; begriff, begriffe, wort,
vokabel, vokabeln, fremdwort, ausdruck; mot, terme, expression, vocabulaire; palabra, término, vocablo; parola, termine;
palavra, termo; woord, begrip; słowo, pojęcie; slovo, pojem; 単語, 用語; 单词, 词语; 단어
"""
#: Over what words mean.
MEANING = """
meaning, meanings, definition, definitions, translation, means; bedeutung, bedeutungen, übersetzung, erklärung des
begriffs; signification, sens, définition, traduction; significado, definición, traducción; significato, definizione,
traduzione; significado, definição, tradução; betekenis, definitie, vertaling; znaczenie, definicja, tłumaczenie;
význam, definice, překlad; 意味, 定義; 释义, 意思; 뜻
"""
#: Over one side of a card and the other: whether it is a word or a question is seen from what stands there.
FRONT = """
front, side 1, side a, text, text 1; vorderseite, vorne; recto, face avant; anverso, frente; fronte; voorkant; awers,
przód; přední strana; лицевая сторона; おもて, 表面; 正面; 앞면
"""
BACK = """
back, side 2, side b, text 2; rückseite, hinten; verso, face arrière; reverso; retro; achterkant; rewers, tył; zadní
strana; обратная сторона; うら, 裏面; 背面; 뒷면
"""
#: Over questions.
QUESTION = """
question, questions, question text, prompt, stem, ask, q; frage, fragen, fragetext, aufgabe; pregunta, preguntas;
domanda, domande; pergunta; vraag, vragen; pytanie; otázka; вопрос; питання; 問題, 質問; 问题; 질문
"""
#: Over right answers.
ANSWER = """
answer, answers, right, right answer, correct answer, correct, solution, a; antwort, antworten, richtig, richtige
antwort, lösung; réponse, bonne réponse, réponse correcte; respuesta, respuesta correcta; risposta, risposta corretta;
resposta, resposta correta; antwoord, juiste antwoord; odpowiedź; odpověď; ответ; відповідь; 答え, 解答; 答案; 정답
"""
#: Over other forms of the right answer.
ACCEPT = """
accept, accepted, also accept, accepted answers, alternative, alternatives, alternative answer, synonym, synonyms;
auch richtig, alternativen, synonyme; synonymes; sinónimos; sinonimi
"""
#: Over wrong options.
WRONG = """
wrong, wrong answer, wrong answers, incorrect, incorrect answer, incorrect answers, distractor, distractors, wrong
option; falsch, falsche antwort, falsche antworten, distraktor, distraktoren; mauvaise réponse, mauvaises réponses,
distracteur; respuesta incorrecta, incorrecta; risposta sbagliata, risposta errata; resposta errada; fout antwoord
"""
#: Over options of which another column says which is right; a number or a letter follows.
OPTION = """
option, options, choice, answer, answer option; antwortmöglichkeit, antwort, wahl; réponse, choix; opción, respuesta;
opzione, risposta; opção, resposta; optie, antwoord
"""
#: Over the number, the letter or the text of the right option, beside a column for each option.
CORRECT = """
correct answer, correct answers, correct, correct option, right answer, answer key, key; richtige antwort, richtig,
lösung; bonne réponse; respuesta correcta; risposta corretta; resposta correta; juiste antwoord
"""
#: Over what helps to find the answer.
HINT = """
hint, hints, clue, clues; tipp, tipps; indice, indices; pista, pistas; suggerimento; dica, dicas; hint, tip
"""
#: Over the names of pictures, and over how far from a number an answer may lie.
PICTURE = """
image, images, image file, image name, image url, image link, picture, pictures, img, photo; bild, bilder; imagen,
imágenes; immagine; imagem; afbeelding
"""
TOLERANCE = """
tolerance, tolerances, margin, margin of error; toleranz; tolérance; tolerancia; tolleranza; tolerância; tolerantie
"""
#: Over what is shown with the answer.
NOTE = """
note, notes, explanation, explanations, comment, comments, remark, feedback, back extra, extra, example,
examples, example sentence, mnemonic; hinweis, hinweise, erklärung, erläuterung, anmerkung, bemerkung, kommentar,
beispiel, beispielsatz, rückseite extra; explication, remarque, commentaire, exemple; explicación, nota,
ejemplo; spiegazione, nota, esempio; explicação, exemplo; uitleg, opmerking, voorbeeld
"""
#: Over words to select by.
TAGS = """
tag, tags, keyword, keywords; schlagwort, schlagwörter, stichwort, stichwörter; étiquette, étiquettes; etiqueta,
etiquetas
"""
#: Over what the item belongs to.
GROUP = """
category, categories, deck, topic, chapter, unit, lesson, set; kategorie, stapel, thema, kapitel, lektion, einheit;
catégorie, paquet, chapitre, leçon; categoría, mazo, tema, lección; categoria, mazzo, capitolo
"""
#: What questions begin with: those that ask for a year, for a time, and for a number.
YEAR = """
in what year, in which year, what year, which year, what was the year; in welchem jahr, welches jahr; en quelle année,
quelle année; en qué año, qué año; in che anno, in quale anno; em que ano; in welk jaar
"""
WHEN = """
when, since when; wann, seit wann; quand; cuándo, ¿cuándo; quando; wanneer
"""
HOW_MANY = """
how many, how much, how long, how far, how high, how tall, how wide, how deep, how big, how large, how old, how heavy,
how fast, how hot, how cold; wie viele, wie viel, wieviel, wieviele, wie lange, wie lang, wie weit, wie hoch, wie groß,
wie alt, wie schwer, wie schnell; combien; cuánto, cuántos, cuánta, cuántas; quanto, quanti, quanta, quante; quantos,
quantas; hoeveel
"""
