// Package inflect makes the grammatical forms of Ukrainian names, so that a
// glossary can find them in running text: Держспецзв'язок is found as
// Держспецзв'язку, Верховна Рада as Верховною Радою.
//
// There is no dictionary inside, only the rules of Ukrainian declension (the
// orthography of 2019, its part on inflection) and short lists of exceptions.
// Where the rules leave two ways open, both are made: a wrong form is mostly
// no word at all and does no harm, a missing one hides a name. The Grade of a
// form says how sure the rules are, and its Rule names them.
//
// # Rules
//
// The Rule of a form names a class of words and the changes of the stem:
//
//	F1 to F6   feminine and masculine words in -а and -я: Одеса, Буча, Ібіца,
//	           Укрзалізниця, Латвія, Савоя
//	F7         feminine words in a consonant: область, Казань
//	F8         feminine adjectives: Лиманська, Борзова
//	M1, M2     masculine words in a hard consonant, in ж ч ш щ: Макрон, Лукаш
//	M3, M4     in a soft consonant, in й: Данієль, Галлей
//	M5, M6     in -ар and the like, in a foreign hard ц: Снісар, Гольц
//	M7         in -о: Кличко
//	M8         surnames in -ов, -ів, -ин beside M1: Лавров, Лавровим
//	N1 to N5   neuter words: Болдіно, Городище, Гуляйполе, Короп'є, Запоріжжя
//	N6         neuter words with a longer stem: ім'я, імені; немовля, немовляти
//	P1 to P3   words that are plural only: Бровари, Чернівці, Ворота
//	A-M, A-N   masculine and neuter adjectives: Зеленський, Вишневе
//
//	A0         a stem or a plural from a list: День, Дня; людина, люди
//	A1, A1b    і becomes о or е, surely or perhaps: Львів, Львова; Ріг, Рогу
//	A2         ї becomes є: Київ, Києва
//	A3, A3b    a vowel falls out, surely or perhaps: Лабунця; Відня
//	A4, A5     what follows from that: Стрільця; Свидівця
//	A8         the genitive plural without ending: Кишеньок, Лубен
//	A9         the instrumental of F7: Казанню, Перм'ю
//
// Abbreviations, ordinal numbers in figures (72-га, 72-ї) and words that do not
// decline have rules of those names. The change of г, к, х before і and е (A6, A7)
// is a part of the endings and has no name of its own. The forms of a phrase name
// the rules of its words in order.
//
// The matcher uses it to index a termbase, and the term page to show what will
// be found and why.
package inflect
