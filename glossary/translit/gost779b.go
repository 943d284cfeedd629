package translit

// gost779b is the system without marks that is common in addresses on the
// web: derzhspeczvyazku.
//
// References:
//   - GOST 7.79-2000 system B; Lingua::Translit 0.29, "GOST 7.79 UKR"
var gost779b = system{
	id: "gost779b",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "g"},
		{"ґ", always, "g`"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ye"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y`"}, {"і", always, "i"},
		{"ї", always, "yi"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "x"}, {"ц", always, "cz"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shh"}, {"ь", always, "`"}, {"ю", always, "yu"},
		{"я", always, "ya"},
		{"ц", beforeIEYJ, "c"},
	},
	apostrophe: "'",
}
