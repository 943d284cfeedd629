package translit

// kmu55 is the national system, also adopted by the UN and by BGN/PCGN.
//
// References:
//   - Cabinet of Ministers of Ukraine, Resolution 55 of 27 January 2010, table
//     and notes 1 to 3: https://zakon.rada.gov.ua/laws/show/55-2010-п
//   - UNCSGN resolution X/9 (2012), document E/CONF.101/84
//   - BGN/PCGN 2019 Agreement, Romanization of Ukrainian
var kmu55 = system{
	id: "kmu2010",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ie"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "i"}, {"й", always, "i"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, ""}, {"ю", always, "iu"},
		{"я", always, "ia"},
		{"є", initial, "ye"}, {"ї", initial, "yi"}, {"й", initial, "y"},
		{"ю", initial, "yu"}, {"я", initial, "ya"},
		{"зг", sequence, "zgh"}, // note 1
	},
	apostrophe: "", // note 2
	alike:      [2]string{"її", "їй"},
}
