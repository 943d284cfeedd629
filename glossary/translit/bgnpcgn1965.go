package translit

// bgnpcgn1965 is the older system of British and American map makers. The
// dots that part зг кг сг тс цг are optional and off unless asked for.
//
// References:
//   - BGN/PCGN 1965 System, Romanization of Ukrainian; interscript map
//     bgnpcgn-ukr-Cyrl-Latn-1965; ICU 72 transform Ukrainian-Latin/BGN, which
//     always writes the dots
var bgnpcgn1965 = system{
	id: "bgnpcgn1965",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ye"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "yi"}, {"й", always, "y"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, "’"}, {"ю", always, "yu"},
		{"я", always, "ya"},
		{"зг", optionalSequence, "z·h"},
		{"кг", optionalSequence, "k·h"},
		{"сг", optionalSequence, "s·h"},
		{"тс", optionalSequence, "t·s"},
		{"цг", optionalSequence, "ts·h"},
	},
	apostrophe: "”",
	alike:      [2]string{"згар", "жар"},
}
