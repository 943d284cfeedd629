package translit

// passport2007 is the system of passports from 2007 to 2010: no initial forms
// (Iuliia, Iana), г is g.
//
// References:
//   - Cabinet of Ministers of Ukraine, Resolution 858 of 26 June 2007;
//     translit-ua UkrainianPassport2007
var passport2007 = system{
	id: "passport2007",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "g"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ie"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "i"}, {"й", always, "i"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, ""}, {"ю", always, "iu"},
		{"я", always, "ia"},
	},
	apostrophe: "",
	alike:      [2]string{"грати", "ґрати"},
}
