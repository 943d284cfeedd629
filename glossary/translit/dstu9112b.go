package translit

// dstu9112b is the national standard of 2021 without marks. The standard
// itself is sold and was not seen: the table is from secondary sources.
//
// References:
//   - DSTU 9112:2021 system B; paiv/latynka dstu_2021_intl, the only one with
//     sh'ch and with j' for й; paiv/uklatn DSTU_9112_B
var dstu9112b = system{
	id: "dstu9112b",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "gh"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "je"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "ji"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "c"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, "j"}, {"ю", always, "ju"},
		{"я", always, "ja"},
		{"й", afterConsonant, "'j"},
		{"й", beforeAEIU, "j'"},
		{"ь", beforeAEIU, "j'"},
		{"ь", notAfterConsonant, "hj"},
		{"шч", sequence, "sh'ch"},
	},
	apostrophe: "'",
}
