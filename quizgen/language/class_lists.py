"""What stands over the columns of class lists, in the languages of the schools that write them.

The words for first name, last name, full name, group and student are those of Moodle's language packs (moodle.php:
firstname, lastname, fullnameuser, group; roles: student); with them stand those of Google Classroom's, Canvas' and
SIMS' exports, and those that schools write by hand.
"""

from __future__ import annotations

#: Over first names, and over nothing else.
FIRST = """
first name, firstname, first names, forename, forenames, given name, given names, christian name, known as; vorname,
vornamen, rufname; prénom, prénoms; nombre de pila, primer nombre, nombres; nome proprio; primeiro nome, nome
próprio; voornaam, roepnaam; imię, imiona; křestní jméno, krstné meno; ön ad; μικρό όνομα; الاسم الأول, الاسم الاول;
שם פרטי; 名, 名字; förnamn; fornavn; fornamn; etunimi, etunimet; keresztnév, utónév; prenume, prenumele; vārds;
eesnimi; vardas; osebno ime; tên
"""
#: Over last names, and over nothing else.
LAST = """
last name, lastname, last names, surname, surnames, family name, second name; nachname, familienname, zuname; nom de
famille; apellido, apellidos, primer apellido; cognome, cognomi; sobrenome, apelido, apelidos, último nome;
achternaam, familienaam; nazwisko, nazwiska; příjmení, priezvisko; soyad, soyadı, soyisim; прізвище; фамилия;
επώνυμο, επίθετο; الاسم الأخير, الاسم الاخير, اسم العائلة, اللقب; שם משפחה; 姓, 姓氏; 성; 성씨; efternamn;
efternavn, etternavn; etternamn; sukunimi; vezetéknév, családnév; nume de familie; uzvārds; perekonnanimi; pavardė;
prezime, priimek; họ, họ đệm, họ và tên đệm
"""
#: Over whole names; beside a column of first names over last names, and beside one of last names over first names.
NAME = """
name, names; nom, noms; nombre; nome; naam, namen; jméno, meno; ad, adı, isim, ism; ім'я; имя; όνομα; الاسم, اسم;
שם; 이름; namn; navn; nimi; név; nume, numele; ime
"""
#: Over whole names, whatever stands beside it.
FULL = """
full name, fullname, display name, student name, name surname, first and last name, first name last name, last name
first name; vor- und nachname, vorname nachname, nachname vorname, name vorname, vorname und nachname, vorname name;
nom complet, nom et prénom, nom prénom, prénom nom, nom et prénoms, prénom et nom; nombre completo, nombre y
apellidos, apellidos y nombre, apellidos nombre, nombre apellidos; nome e cognome, cognome e nome, nome cognome,
cognome nome, nome completo; volledige naam; imię i nazwisko, nazwisko i imię; celé jméno, jméno a příjmení,
příjmení a jméno, meno a priezvisko; ad soyad, adı soyadı, adı ve soyadı, isim soyisim; піб, прізвище та ім'я,
прізвище ім'я, повне ім'я; фио, ф и о, фамилия имя, фамилия и имя, имя и фамилия, имя фамилия, полное имя;
ονοματεπώνυμο, πλήρες όνομα; الاسم الكامل, اسم الطالب; שם מלא, שם התלמיד; 姓名, 全名; 氏名, 名前, お名前,
フルネーム; 성명, 학생 이름; fullständigt namn; fulde navn, fullt navn; koko nimi; teljes név; nume complet, nume și
prenume, numele și prenumele; họ và tên
"""
#: Over pupils, for whom their whole names stand.
PUPIL = """
pupil, pupils, student, students, learner, learners, child, children; schüler, schülerin, schülerinnen, schüler
innen, schülerinnen und schüler, lernende, teilnehmer; élève, élèves, étudiant, étudiants, étudiante; alumno,
alumna, alumnos, alumnado, estudiante, estudiantes; alunno, alunna, alunni, studente, studenti; aluno, aluna,
alunos, estudantes; leerling, leerlingen; uczeń, uczennica, uczniowie; žák, žáci, student, studenti, žiak, žiaci;
öğrenci, öğrenciler; учень, учениця, учні, студент, студенти; ученик, ученица, ученики, учащийся, учащиеся,
студенты; μαθητής, μαθήτρια, μαθητές, φοιτητής; الطالب, طالب, الطلاب; תלמיד, תלמידים, סטודנט; 学生, 學生; 生徒,
児童, 学生; 학생; elev, elever; oppilas, oppilaat, opiskelija; tanuló, tanulók, diák; elevi, studenți
"""
#: Over the print that a pupil needs.
PRINT = """
print, printing, needs, print needs; druck, nachteilsausgleich; impression; impresión; stampa; impressão; afdruk;
druk; tisk; baskı; друк; печать; εκτύπωση; الطباعة, طباعة; הדפסה; 打印, 列印; 印刷; 인쇄; utskrift, udskrift;
tuloste; nyomtatás; imprimare
"""
#: Over the class that a pupil is in.
CLASS = """
class, classes, form, reg, reg group, registration, registration group, registration form, tutor group, homeroom;
klasse, klassen; classe; clase; turma; klas; klasa; třída, trieda; sınıf, sınıfı; клас; класс; τάξη; الصف, الفصل;
כיתה; 班, 班级, 班級; 組, クラス; 반; klass; luokka; osztály; clasa
"""
#: Over what is no name: so it is known that no other column may hold one.
OTHER = """
id, ids, number, no, nr, num, index, e mail, email, mail, email address, e mail address,
group, groups, year, year group, grade, section, id number, department, institution,
gender, sex, date of birth, dob, birthday, username, user name, login, sis id, sis user id, sis login id, root
account, upn, admission number, student id, middle name, middle names, phone, mobile, address, status, role, roles,
comment, note, notes, points, score, country, language; lfd nr, kurs, jahrgang, gruppe,
geburtsdatum, geschlecht, e mail adresse, zweiter vorname, bemerkung, matrikelnummer; n, numéro, groupe,
date de naissance, sexe, courriel, adresse de courriel, adresse e mail; número, grupo, curso, correo, correo
electrónico, fecha de nacimiento, sexo, segundo nombre; numero, gruppo, sezione, data di nascita, indirizzo email,
matricola; endereço de email, data de nascimento; groep, nummer, geboortedatum, e mailadres,
tussenvoegsel; grupa, numer, data urodzenia, adres e mail, płeć; skupina, číslo, datum
narození; şube, numara, öğrenci no, doğum tarihi, e posta; група, номер, дата народження, по батькові;
группа, номер, дата рождения, отчество, электронная почта; τμήμα, ομάδα, αριθμός, πατρώνυμο;
المجموعة, رقم, البريد الإلكتروني; קבוצה, מספר, דוא״ל, ת ז; 学号, 學號, 性别, 邮箱; 番号, 出席番号,
学年, ふりがな, フリガナ; 번호, 학년, 학번; grupp, födelsedatum, personnummer;
fødselsdato; ryhmä; csoport, születési dátum; grupa, data nașterii
"""
#: Words beside those for a name that say whose it is or which; a head means the same without them.
QUALIFIERS = """
legal, preferred, chosen, official, student, students, student's, pupil, pupils, pupil's, learner, learner's,
child's, of, the, des, der, schülers, schüler, de, l'élève, del, dell', alumno
"""
#: What a column is headed that is taken before others of its kind: it has what the pupil is called.
CALLED = "preferred, chosen, known as, rufname, roepnaam"
#: Over last names that are written before the first.
BEFORE = "姓, 姓氏, 성, 성씨, vezetéknév, családnév, họ, họ đệm, họ và tên đệm"
#: How the Unicode names of letters begin whose scripts have no space between the names of a person.
UNSPACED = ("CJK ", "HANGUL ", "HIRAGANA ", "KATAKANA ")


def words_of(table: str) -> tuple[str, ...]:
    """Return the words of a table, which commas and semicolons part."""
    return tuple(" ".join(word.split()) for line in table.split(";") for word in line.split(",") if word.strip())
