package translit

// national1996 is the national system before KMU55. The norm also allows a
// simplified form without signs (Lviv), which is not what is written here.
//
// References:
//   - Ukrainian Committee on Legal Terminology, Decision 9 of 19 April 1996;
//     interscript map ua-ukr-Cyrl-Latn-1996
var national1996 = system{
	id: "national1996",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ie"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "i"}, {"й", always, "i"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "sch"}, {"ь", always, "’"}, {"ю", always, "iu"},
		{"я", always, "ia"},
		{"є", initial, "ye"},
		{"ї", initial, "yi"},
		{"й", initial, "y"},
		{"ю", initial, "yu"},
		{"я", initial, "ya"},
		{"зг", sequence, "zgh"},
	},
	apostrophe: "”",
	alike:      [2]string{"її", "їй"},
}
