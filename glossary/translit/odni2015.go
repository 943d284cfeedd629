package translit

// odni2015 is the style behind press spellings such as Yuriy and
// Zelenskyy: BGN/PCGN 1965 without signs and dots.
//
// References:
//   - Office of the Director of National Intelligence, ICS 630-01, Annex M
//     (2015); interscript map odni-ukr-Cyrl-Latn-2015
var odni2015 = system{
	id: "odni2015",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ye"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "yi"}, {"й", always, "y"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, ""}, {"ю", always, "yu"},
		{"я", always, "ya"},
	},
	apostrophe: "",
	alike:      [2]string{"згар", "жар"},
}
