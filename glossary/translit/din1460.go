package translit

// din1460 is the system of German libraries.
//
// References:
//   - DIN 1460:1982; Lingua::Translit 0.29, "DIN 1460 UKR"
var din1460 = system{
	id: "din1460",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "je"},
		{"ж", always, "ž"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "ï"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "ch"}, {"ц", always, "c"}, {"ч", always, "č"},
		{"ш", always, "š"}, {"щ", always, "šč"}, {"ь", always, "'"}, {"ю", always, "ju"},
		{"я", always, "ja"},
	},
	apostrophe: "'",
	alike:      [2]string{"Йемен", "Ємен"},
}
